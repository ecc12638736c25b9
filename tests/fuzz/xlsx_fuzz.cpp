// Any bytes as a workbook, as one of its parts, or as a gzip file: no crash, a bounded answer, and the same table in
// order and by offset. The first byte chooses what the bytes are.
#include <cstdlib>
#include <string>
#include <string_view>

#include "ingest/read_table.h"
#include "support/csv.h"
#include "support/workbook.h"
#include "table/interpretation.h"

using namespace klarsicht;

namespace {

std::string file_of(unsigned choice, const std::string& text) {
    test::TestWorkbook workbook;
    workbook.strings = "<si><t>eins</t></si><si><r><t>z</t></r><r><t>wei</t></r></si>";
    workbook.formats = {"dd/mm/yyyy", "[h]:mm", "0000"};
    workbook.sheets = {{"x", test::sheet_row(1, {"a", "b", "c"}) + test::sheet_row(2, {"=1", "2", "=46000.5"}) +
                                 "<row><c s=\"1\"><v>46000</v></c></row>"}};
    switch (choice & 7) {
        case 0:
            return text;
        case 1:
            workbook.sheets[0].rows = text;
            break;
        case 2:
            workbook.strings = text;
            break;
        case 3:
            workbook.formats = {text, text};
            break;
        case 4:
            workbook.sheets[0].merges = text;
            break;
        case 5:
            return test::gzipped(text);
        default: {
            test::ZipWriter zip = workbook.zip();
            const std::string_view part = (choice & 8) != 0 ? "xl/worksheets/sheet1.xml" : "xl/workbook.xml";
            zip.find(part)->data = text;
            zip.find(part)->size = text.size();
            zip.find(part)->crc = zip::crc32(0, test::bytes_of(text));
            return zip.finish((choice & 16) != 0);
        }
    }
    return workbook.file();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size < 1) { return 0; }
    const unsigned choice = data[0];
    const std::string file = file_of(choice, std::string(reinterpret_cast<const char*>(data + 1), size - 1));
    IngestOptions options;
    options.memory_limit = 256 << 20;
    if ((choice & 32) != 0) { options.header = (choice & 64) != 0; }
    const Result<Table> table = test::read_file_text(file, options, 1 + choice * 3);
    MemorySource source(test::bytes_of(file));
    if (test::dump(table) != test::dump(read_table(source, options, Progress::none()))) { std::abort(); }
    if (!table) { return 0; }
    for (const Column& column : table->columns) {
        if (column.codes.size() != table->rows() || column.counts.size() != column.dictionary.size()) { std::abort(); }
        std::uint64_t rows = 0;
        for (const std::uint32_t count : column.counts) { rows += count; }
        if (rows != table->rows() || interpret(column, {}).states.size() != column.dictionary.size()) { std::abort(); }
    }
    return 0;
}
