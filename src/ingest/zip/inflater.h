#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

struct z_stream_s;

namespace klarsicht::zip {

/// Unpacks deflated bytes piece by piece (zlib).
class Inflater {
public:
    enum class Wrapper : std::uint8_t { none, gzip };
    explicit Inflater(Wrapper wrapper);
    ~Inflater();
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    enum class State : std::uint8_t {
        more,     ///< goes on
        ended,    ///< the packed bytes end here; what was not taken follows them
        damaged,  ///< these are no deflated bytes, or their checksum is another
    };
    struct Step {
        State state = State::more;
        std::size_t taken = 0;
        std::size_t made = 0;
    };
    /// Unpacks from `in` as much as goes into `out`.
    Step step(std::span<const std::byte> in, std::span<std::byte> out);
    /// Begins anew, with the next member.
    void restart();

private:
    std::unique_ptr<z_stream_s> stream_;
};

std::uint32_t crc32(std::uint32_t crc, std::span<const std::byte> bytes);

/// A bomb: so much unpacked from so little that no table is like that. What is packed well (a million equal rows) has a
/// hundredth left, the most that deflate can do is a thousandth.
inline bool is_bomb(std::uint64_t packed, std::uint64_t unpacked) {
    return unpacked > (256U << 20) && unpacked / 400 > packed;
}

}  // namespace klarsicht::zip
