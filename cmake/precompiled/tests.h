// What nearly every test includes, parsed once (cmake/precompiled.cmake). A test still includes what it uses.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
