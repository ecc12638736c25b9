#include "ingest/xlsx/number_format.h"

#include <algorithm>

namespace klarsicht::xlsx {

namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// What a format code has of dates and times: its first section, without what is only shown.
class Scan {
public:
    explicit Scan(std::string_view code) : code_(code) {
        while (at_ < code_.size() && code_[at_] != ';') { step(); }
    }

    bool date = false;
    bool time = false;
    bool duration = false;

private:
    void step() {
        const char c = lower(code_[at_]);
        switch (c) {
            case '"':
                skip_to('"');
                return;
            case '\\':
            case '_':
            case '*':
                at_ += 2;
                return;
            case '[':
                bracket();
                return;
            case 'd':
            case 'y':
            case 'b':
                date = true;
                break;
            case 'e':  // 1.5E+10 is no era
                if (at_ + 1 < code_.size() && (code_[at_ + 1] == '+' || code_[at_ + 1] == '-')) { break; }
                date = true;
                break;
            case 'g':
                if (lower_at(1) == 'e' && lower_at(2) == 'n') {  // General
                    at_ += 7;
                    return;
                }
                date = true;
                break;
            case 'h':
            case 's':
                time = true;
                break;
            case 'm':
                month_or_minute();
                return;
            case 'a':  // AM/PM, A/P
                if (lower_at(1) == 'm' || lower_at(1) == '/') { time = true; }
                at_ += lower_at(1) == 'm' ? 5 : 3;
                return;
            default:
                break;
        }
        if (c == 'd' || c == 'y' || c == 'h' || c == 's') { last_ = c; }
        ++at_;
    }

    char lower_at(std::size_t ahead) const { return at_ + ahead < code_.size() ? lower(code_[at_ + ahead]) : '\0'; }

    void skip_to(char mark) { at_ = std::min(code_.find(mark, at_ + 1), code_.size() - 1) + 1; }

    /// [h], [mm], [ss] count hours, minutes, seconds; everything else in brackets is a colour, a condition, a currency.
    void bracket() {
        const std::size_t close = code_.find(']', at_);
        const std::size_t end = close == std::string_view::npos ? code_.size() : close;
        const std::string_view inside = code_.substr(at_ + 1, end - at_ - 1);
        const char c = inside.empty() ? '\0' : lower(inside[0]);
        const bool same = std::ranges::all_of(inside, [&](char other) { return lower(other) == c; });
        if (same && (c == 'h' || c == 'm' || c == 's')) {
            duration = true;
            last_ = c == 'm' ? last_ : c;
        }
        at_ = std::min(end + 1, code_.size());
    }

    /// m after hours or before seconds is minutes.
    void month_or_minute() {
        std::size_t run = 0;
        while (lower_at(run) == 'm') { ++run; }
        std::size_t next = run;
        while (at_ + next < code_.size() &&
               (code_[at_ + next] == ':' || code_[at_ + next] == ' ' || code_[at_ + next] == '\\')) {
            ++next;
        }
        const bool before_seconds = lower_at(next) == 's' || (lower_at(next) == '[' && lower_at(next + 1) == 's');
        (run <= 2 && (last_ == 'h' || before_seconds) ? time : date) = true;
        at_ += run;
    }

    std::string_view code_;
    std::size_t at_ = 0;
    char last_ = '\0';
};

}  // namespace

NumberFormat builtin_format(std::uint32_t id) {
    using enum NumberFormat::Kind;
    if (id == 49) { return {text}; }
    if (id == 22) { return {datetime}; }
    if (id == 46) { return {duration}; }
    if ((id >= 18 && id <= 21) || id == 45 || id == 47 || (id >= 32 && id <= 35) || id == 55 || id == 56) {
        return {time_of_day};
    }
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) { return {date}; }
    return {number};
}

NumberFormat format_of_code(std::string_view code) {
    using enum NumberFormat::Kind;
    if (code == "@") { return {text}; }
    if (code.size() >= 2 && code.size() <= 20 && std::ranges::all_of(code, [](char c) { return c == '0'; })) {
        return {zeros, static_cast<std::uint8_t>(code.size())};
    }
    if (code.empty()) { return {number}; }
    const Scan scan(code);
    if (scan.duration && !scan.date) { return {duration}; }
    if (scan.date) { return {scan.time ? datetime : date}; }
    return {scan.time ? time_of_day : number};
}

}  // namespace klarsicht::xlsx
