#include "training/writer.h"

#include <chrono>

namespace klarsicht {

CsvWriter& CsvWriter::cell(std::string_view text) {
    if (!first_) { buffer_ += ','; }
    first_ = false;
    if (text.find_first_of(",\"\n\r") == std::string_view::npos) {
        buffer_ += text;
        return *this;
    }
    buffer_ += '"';
    for (const char c : text) {
        if (c == '"') { buffer_ += '"'; }
        buffer_ += c;
    }
    buffer_ += '"';
    return *this;
}

CsvWriter& CsvWriter::cell(std::int64_t value) { return cell(std::to_string(value)); }

void CsvWriter::header(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) { cell(name); }
    end_row();
}

void CsvWriter::end_row() {
    buffer_ += '\n';
    first_ = true;
    if (buffer_.size() >= 64 * 1024) { finish(); }
}

void CsvWriter::finish() {
    if (!buffer_.empty()) { sink_(buffer_); }
    buffer_.clear();
}

std::string padded(std::int64_t value, int width) {
    std::string digits = std::to_string(value);
    if (static_cast<int>(digits.size()) < width) {
        digits.insert(0, static_cast<std::size_t>(width) - digits.size(), '0');
    }
    return digits;
}

std::string decimal_text(std::int64_t scaled, int decimals, bool german) {
    const bool negative = scaled < 0;
    std::string digits = padded(negative ? -scaled : scaled, decimals + 1);
    digits.insert(digits.size() - static_cast<std::size_t>(decimals), 1, german ? ',' : '.');
    return negative ? "-" + digits : digits;
}

std::string date_text(std::int64_t days, bool german) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
    const std::string year = padded(static_cast<int>(date.year()), 4);
    const std::string month = padded(static_cast<unsigned>(date.month()), 2);
    const std::string day = padded(static_cast<unsigned>(date.day()), 2);
    return german ? day + "." + month + "." + year : year + "-" + month + "-" + day;
}

std::string datetime_text(std::int64_t days, std::int64_t minute_of_day) {
    return date_text(days, false) + " " + padded(minute_of_day / 60, 2) + ":" + padded(minute_of_day % 60, 2);
}

std::string mail_name(std::string_view name) {
    std::string mail;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        if (c >= 'A' && c <= 'Z') {
            mail += static_cast<char>(c - 'A' + 'a');
        } else if (c >= 'a' && c <= 'z') {
            mail += c;
        } else if (static_cast<unsigned char>(c) == 0xC3 && i + 1 < name.size()) {
            switch (static_cast<unsigned char>(name[++i])) {
                case 0xA4:
                case 0x84:
                    mail += "ae";
                    break;
                case 0xB6:
                case 0x96:
                    mail += "oe";
                    break;
                case 0xBC:
                case 0x9C:
                    mail += "ue";
                    break;
                case 0x9F:
                    mail += "ss";
                    break;
                default:
                    mail += 'e';
                    break;
            }
        }
    }
    return mail;
}

std::string damaged(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out += c;
        } else if (byte == 0x9F) {
            out += "\xC5\xB8";  // 0x9F is Ÿ in Windows-1252
        } else if (byte == 0x96) {
            out += "\xE2\x80\x93";
        } else if (byte == 0x9C) {
            out += "\xC5\x93";
        } else if (byte == 0x84) {
            out += "\xE2\x80\x9E";
        } else {
            out += static_cast<char>(0xC0 | (byte >> 6));
            out += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return out;
}

}  // namespace klarsicht
