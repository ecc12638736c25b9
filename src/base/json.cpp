#include "base/json.h"

#include <cmath>
#include <cstdint>

namespace klarsicht {

json json_number(double number) {
    constexpr double exact = 9007199254740992.0;  // 2^53
    if (std::abs(number) < exact && number == std::trunc(number)) { return static_cast<std::int64_t>(number); }
    return number;
}

}  // namespace klarsicht
