#include "profile/personal_lines.h"

#include <algorithm>

#include "base/visible_text.h"

namespace klarsicht {

namespace {

constexpr std::size_t piece_bytes = std::size_t{64} << 10;
/// More than an address, a name or a number has. Behind a place there must be as much of the line before it is known
/// what starts there, and before it as much for what stands in front to be seen.
constexpr std::size_t reach_bytes = std::size_t{4} << 10;

/// Counts characters from one byte to a later one.
class Characters {
public:
    Characters(std::string_view text, std::uint64_t before) : text_(text), count_(before) {}
    std::uint64_t at(std::size_t byte) {
        while (byte_ < byte) {
            byte_ += std::max<std::size_t>(1, first_code_point(text_.substr(byte_)).length);
            ++count_;
        }
        return count_;
    }
    /// Where the character begins, or the next one, that `at` got to.
    std::size_t byte() const { return byte_; }

private:
    std::string_view text_;
    std::size_t byte_ = 0;
    std::uint64_t count_;
};

}  // namespace

void PersonalLines::feed(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t room = told_ + piece_bytes + reach_bytes - held_.size();
        const std::string_view piece = bytes.substr(0, room);
        const std::size_t end = std::min(piece.find('\n'), piece.size());
        held_ += piece.substr(0, end);
        if (end < piece.size()) {
            end_line();
            bytes.remove_prefix(end + 1);
            continue;
        }
        if (piece.size() == room) { look(false); }
        bytes.remove_prefix(end);
    }
}

void PersonalLines::finish() {
    if (!held_.empty() || dropped_ > 0) { end_line(); }
}

void PersonalLines::end_line() {
    if (held_.ends_with('\r')) { held_.pop_back(); }
    look(true);
    held_.clear();
    told_ = 0;
    dropped_ = 0;
    ++line_;
}

void PersonalLines::look(bool whole_line) {
    const std::size_t sure = whole_line ? held_.size() : held_.size() - reach_bytes;
    Characters characters(held_, dropped_);
    std::size_t told = std::max(told_, sure);
    for (const PersonalSpan& span : find_personal_in_prose(held_)) {
        if (span.start < told_ || span.start >= sure) { continue; }
        const std::uint64_t start = characters.at(span.start);
        take_({.line = line_, .start = start, .end = characters.at(span.end), .type = span.type, .score = span.score});
        told = std::max(told, span.end);
    }
    if (whole_line) { return; }
    Characters front(held_, dropped_);
    dropped_ = front.at(told > reach_bytes ? told - reach_bytes : 0);
    held_.erase(0, front.byte());
    told_ = told - front.byte();
}

}  // namespace klarsicht
