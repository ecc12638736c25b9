#include "ingest/format.h"

#include <algorithm>
#include <array>

#include "ingest/gzip/gzip_ingest.h"
#include "ingest/xlsx/old_office.h"
#include "ingest/xlsx/xlsx_ingest.h"

namespace klarsicht {

namespace {

using namespace std::string_view_literals;

unsigned starts_with(std::string_view start, std::string_view magic) { return start.starts_with(magic) ? 100 : 0; }

constexpr std::array formats = {
    Format{.name = "csv", .sniff = [](std::string_view) { return 1U; }, .make = make_csv_ingest},
    Format{.name = "gzip",
           .sniff = [](std::string_view start) { return starts_with(start, "\x1F\x8B"sv); },
           .make = gzip::make_gzip_ingest,
           .is_wrapper = true},
    Format{.name = "xlsx",
           .sniff =
               [](std::string_view start) {
                   return std::max(starts_with(start, "PK\x03\x04"sv), starts_with(start, "PK\x05\x06"sv));
               },
           .make = xlsx::make_xlsx_ingest,
           .by_offset = true,
           .has_sheets = true},
    Format{.name = "old_office",
           .sniff = [](std::string_view start) { return starts_with(start, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv); },
           .make = xlsx::make_old_office_ingest,
           .by_offset = true,
           .has_sheets = true},
};

}  // namespace

const Format& format_of(std::string_view start) {
    return *std::ranges::max_element(formats, {}, [&](const Format& format) { return format.sniff(start); });
}

}  // namespace klarsicht
