#include "base/key_numbers.h"

namespace klarsicht {

std::uint32_t KeyNumbers::looked_up(std::uint64_t key) {
    std::uint32_t& number = table_.empty() ? map_[key] : table_[static_cast<std::size_t>(key)];
    if (number == 0) {
        keys_.push_back(key);
        number = static_cast<std::uint32_t>(keys_.size());
    }
    return number - 1;
}

}  // namespace klarsicht
