#include "base/hash_keys.h"

#include <random>

namespace klarsicht {

const HashKeys& hash_keys() {
    static const HashKeys value = [] {
        std::random_device random;
        const auto draw = [&random] { return std::uint64_t{random()} << 32 | random(); };
        HashKeys keys{};
        for (std::uint64_t& key : keys.start) { key = draw(); }
        for (std::uint64_t& key : keys.pairs) { key = draw(); }
        keys.start_long = draw();
        keys.length = draw();
        for (std::uint64_t& key : keys.block) { key = draw(); }
        keys.further = draw();
        return keys;
    }();
    return value;
}

}  // namespace klarsicht
