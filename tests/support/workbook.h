#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "support/zip.h"

namespace klarsicht::test {

/// A small workbook, its parts written by hand.
struct TestWorkbook {
    struct TestSheet {
        std::string name;
        std::string rows;  ///< what stands in <sheetData>
        std::string state = "visible";
        std::string merges = {};  ///< e.g. `<mergeCell ref="A1:B1"/>`
    };
    std::vector<TestSheet> sheets;
    std::string strings;               ///< <si> elements
    std::vector<std::string> formats;  ///< a style for each, from 1 on; 0 is General
    bool from_1904 = false;

    ZipWriter zip() const {
        const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        const std::string main = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        const std::string relationships =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
        const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        ZipWriter out;
        out.add("[Content_Types].xml",
                head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        out.add("_rels/.rels", head + relationships + "<Relationship Id=\"r1\" Type=\"" + type +
                                   "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        std::string listed, links;
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            const std::string number = std::to_string(i + 1);
            listed += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + number + "\" state=\"" + sheets[i].state +
                      "\" r:id=\"rId" + number + "\"/>";
            links += "<Relationship Id=\"rId" + number + "\" Type=\"" + type + "worksheet\" Target=\"worksheets/sheet" +
                     number + ".xml\"/>";
        }
        links += "<Relationship Id=\"rs\" Type=\"" + type + "sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>";
        links += "<Relationship Id=\"ry\" Type=\"" + type + "styles\" Target=\"styles.xml\"/>";
        out.add("xl/workbook.xml", head + "<workbook" + main + " xmlns:r=\"" + type + "\"><workbookPr" +
                                       (from_1904 ? " date1904=\"1\"" : "") + "/><sheets>" + listed +
                                       "</sheets></workbook>");
        out.add("xl/_rels/workbook.xml.rels", head + relationships + links + "</Relationships>");
        std::string codes, styles = "<xf numFmtId=\"0\"/>";
        for (std::size_t i = 0; i < formats.size(); ++i) {
            const std::string id = std::to_string(164 + i);
            codes += "<numFmt numFmtId=\"" + id + "\" formatCode=\"" + formats[i] + "\"/>";
            styles += "<xf numFmtId=\"" + id + "\"/>";
        }
        out.add("xl/styles.xml", head + "<styleSheet" + main + "><numFmts>" + codes +
                                     "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" + styles +
                                     "</cellXfs></styleSheet>");
        out.add("xl/sharedStrings.xml", head + "<sst" + main + ">" + strings + "</sst>");
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            const std::string merged =
                sheets[i].merges.empty() ? "" : "<mergeCells>" + sheets[i].merges + "</mergeCells>";
            out.add("xl/worksheets/sheet" + std::to_string(i + 1) + ".xml",
                    head + "<worksheet" + main + "><sheetData>" + sheets[i].rows + "</sheetData>" + merged +
                        "</worksheet>");
        }
        return out;
    }
    std::string file() const { return zip().finish(); }
};

/// A row of inline texts and, where they begin with =, of numbers; "" is no cell at all. @param first_column its letter
inline std::string sheet_row(unsigned number, const std::vector<std::string>& cells, char first_column = 'A') {
    std::string row = "<row r=\"" + std::to_string(number) + "\">";
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::string place =
            std::string(1, static_cast<char>(first_column + static_cast<int>(c))) + std::to_string(number);
        if (cells[c].empty()) { continue; }
        if (cells[c][0] == '=') {
            row += "<c r=\"" + place + "\"><v>" + cells[c].substr(1) + "</v></c>";
        } else {
            row += "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + cells[c] + "</t></is></c>";
        }
    }
    return row + "</row>";
}

}  // namespace klarsicht::test
