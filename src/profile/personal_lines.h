#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "profile/personal_text.h"

namespace klarsicht {

/// Something personal in a line of a text.
struct LineSpan {
    std::uint64_t line = 0;   ///< from 0
    std::uint64_t start = 0;  ///< character (code point) of the line, from 0; what is no UTF-8 counts by bytes
    std::uint64_t end = 0;    ///< character behind the last
    std::string_view type;
    double score = 0;
};

/// Finds what is personal (`find_personal_in_prose`) in a text that comes in pieces; a line ends with LF or CRLF. Holds
/// no more of a line than some 70 KiB, whatever its length: a long one is looked at in pieces that overlap by more than
/// anything personal is long.
class PersonalLines {
public:
    /// @param take gets each span, in the order of lines and of their start
    explicit PersonalLines(std::function<void(const LineSpan&)> take) : take_(std::move(take)) {}
    void feed(std::string_view bytes);
    /// Nothing more comes: what is left is the last line.
    void finish();

private:
    void look(bool whole_line);
    void end_line();

    std::function<void(const LineSpan&)> take_;
    std::string held_;           ///< of the line that is being read
    std::size_t told_ = 0;       ///< bytes of `held_` in which everything that starts is told
    std::uint64_t dropped_ = 0;  ///< characters of the line before `held_`
    std::uint64_t line_ = 0;
};

}  // namespace klarsicht
