#pragma once
#include <cstdint>
#include <cstring>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "ingest/csv/dialect.h"

namespace klarsicht::csv {

inline constexpr std::size_t block_bytes = 64;

/// One bit a byte of a 64-byte block, the first byte lowest.
struct BlockMasks {
    std::uint64_t delimiter = 0;
    std::uint64_t quote = 0;
    std::uint64_t line_feed = 0;
    std::uint64_t carriage_return = 0;
};

/// Bit i is the parity of the bits 0 … i: from quotes to what lies inside them. By shifts: WebAssembly has no
/// carry-less multiplication.
constexpr std::uint64_t prefix_xor(std::uint64_t bits) {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    return bits ^ bits << 32;
}

/// The portable version, and what the others are tested against.
inline BlockMasks block_masks_portable(const char* text, const Dialect& dialect) {
    BlockMasks masks;
    for (unsigned i = 0; i < block_bytes; ++i) {
        const std::uint64_t bit = std::uint64_t{1} << i;
        if (text[i] == dialect.delimiter) { masks.delimiter |= bit; }
        if (text[i] == dialect.quote && dialect.quote != '\0') { masks.quote |= bit; }
        if (text[i] == '\n') { masks.line_feed |= bit; }
        if (text[i] == '\r') { masks.carriage_return |= bit; }
    }
    return masks;
}

/// What is true of all bytes of a block together.
struct BlockTraits {
    bool ascii = true;
    bool nul = false;
};

inline BlockTraits block_traits_portable(const char* text) {
    BlockTraits traits;
    for (unsigned i = 0; i < block_bytes; ++i) {
        traits.ascii &= static_cast<unsigned char>(text[i]) < 0x80;
        traits.nul |= text[i] == '\0';
    }
    return traits;
}

#if defined(__wasm_simd128__)

/// Finds the structural bytes of 64 bytes at a time.
class BlockScanner {
public:
    explicit BlockScanner(const Dialect& dialect)
        : delimiter_(wasm_i8x16_splat(dialect.delimiter)),
          quote_(wasm_i8x16_splat(dialect.quote)),
          quoted_(dialect.quote != '\0' ? ~std::uint64_t{0} : 0) {}

    BlockMasks masks(const char* text) const {
        const v128_t a = wasm_v128_load(text), b = wasm_v128_load(text + 16), c = wasm_v128_load(text + 32),
                     d = wasm_v128_load(text + 48);
        const auto find = [&](v128_t what) {
            const std::uint64_t m0 = wasm_i8x16_bitmask(wasm_i8x16_eq(a, what)),
                                m1 = wasm_i8x16_bitmask(wasm_i8x16_eq(b, what));
            const std::uint64_t m2 = wasm_i8x16_bitmask(wasm_i8x16_eq(c, what)),
                                m3 = wasm_i8x16_bitmask(wasm_i8x16_eq(d, what));
            return m0 | m1 << 16 | m2 << 32 | m3 << 48;
        };
        return {find(delimiter_), find(quote_) & quoted_, find(wasm_i8x16_const_splat('\n')),
                find(wasm_i8x16_const_splat('\r'))};
    }

private:
    v128_t delimiter_, quote_;
    std::uint64_t quoted_;
};

inline BlockTraits block_traits(const char* text) {
    const v128_t a = wasm_v128_load(text), b = wasm_v128_load(text + 16), c = wasm_v128_load(text + 32),
                 d = wasm_v128_load(text + 48);
    const v128_t any = wasm_v128_or(wasm_v128_or(a, b), wasm_v128_or(c, d));
    const v128_t least = wasm_u8x16_min(wasm_u8x16_min(a, b), wasm_u8x16_min(c, d));
    return {wasm_i8x16_bitmask(any) == 0, !wasm_i8x16_all_true(least)};
}

#elif defined(__SSE2__)

class BlockScanner {
public:
    explicit BlockScanner(const Dialect& dialect)
        : delimiter_(_mm_set1_epi8(dialect.delimiter)),
          quote_(_mm_set1_epi8(dialect.quote)),
          quoted_(dialect.quote != '\0' ? ~std::uint64_t{0} : 0) {}

    BlockMasks masks(const char* text) const {
        const __m128i a = load(text), b = load(text + 16), c = load(text + 32), d = load(text + 48);
        const auto find = [&](__m128i what) {
            const std::uint64_t m0 = bits(_mm_cmpeq_epi8(a, what)), m1 = bits(_mm_cmpeq_epi8(b, what));
            const std::uint64_t m2 = bits(_mm_cmpeq_epi8(c, what)), m3 = bits(_mm_cmpeq_epi8(d, what));
            return m0 | m1 << 16 | m2 << 32 | m3 << 48;
        };
        return {find(delimiter_), find(quote_) & quoted_, find(_mm_set1_epi8('\n')), find(_mm_set1_epi8('\r'))};
    }

    static __m128i load(const char* text) {
        __m128i block;
        std::memcpy(&block, text, sizeof block);
        return block;
    }
    static std::uint32_t bits(__m128i equal) { return static_cast<std::uint32_t>(_mm_movemask_epi8(equal)); }

private:
    __m128i delimiter_, quote_;
    std::uint64_t quoted_;
};

inline BlockTraits block_traits(const char* text) {
    const __m128i a = BlockScanner::load(text), b = BlockScanner::load(text + 16), c = BlockScanner::load(text + 32),
                  d = BlockScanner::load(text + 48);
    const __m128i any = _mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d));
    const __m128i least = _mm_min_epu8(_mm_min_epu8(a, b), _mm_min_epu8(c, d));
    return {BlockScanner::bits(any) == 0, BlockScanner::bits(_mm_cmpeq_epi8(least, _mm_setzero_si128())) != 0};
}

#else

class BlockScanner {
public:
    explicit BlockScanner(const Dialect& dialect) : dialect_(dialect) {}
    BlockMasks masks(const char* text) const { return block_masks_portable(text, dialect_); }

private:
    Dialect dialect_;
};

inline BlockTraits block_traits(const char* text) { return block_traits_portable(text); }

#endif

}  // namespace klarsicht::csv
