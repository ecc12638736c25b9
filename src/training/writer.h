#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "training/scenario.h"

namespace klarsicht {

/// Writes CSV rows (comma, quotes where needed, LF) into a sink, some 64 KiB at a time.
class CsvWriter {
public:
    explicit CsvWriter(const ScenarioSink& sink) : sink_(sink) {}

    CsvWriter& cell(std::string_view text);
    CsvWriter& cell(std::int64_t value);
    void header(std::initializer_list<std::string_view> names);
    void end_row();
    void finish();

private:
    const ScenarioSink& sink_;
    std::string buffer_;
    bool first_ = true;
};

/// `scaled` / 10^decimals: 14945, 2 → 149.45, or 149,45 in German.
std::string decimal_text(std::int64_t scaled, int decimals, bool german);
/// Days since 1970-01-01 as 31.12.2025, or as 2025-12-31.
std::string date_text(std::int64_t days, bool german);
/// 2025-12-31 23:59
std::string datetime_text(std::int64_t days, std::int64_t minute_of_day);
/// Number with leading zeros up to `width` digits.
std::string padded(std::int64_t value, int width);
/// A name as it stands in an e-mail address: Müller → mueller.
std::string mail_name(std::string_view name);
/// UTF-8 read as Windows-1252 and written as UTF-8 again, the commonest damage of an export: Müller → MÃ¼ller. Latin
/// letters only.
std::string damaged(std::string_view text);

}  // namespace klarsicht
