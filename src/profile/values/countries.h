#pragma once
#include <string_view>

namespace klarsicht::values {

/// True for a two-letter country code of ISO 3166-1 (and XK for Kosovo), in upper case.
bool is_country(std::string_view code);

}  // namespace klarsicht::values
