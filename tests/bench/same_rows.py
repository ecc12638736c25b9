"""same_rows.py FILE.csv OUT: the first tenth of a CSV file's lines as OUT.csv, OUT.csv.gz and OUT.xlsx.

In the workbook numbers are numbers, texts are shared."""
import csv
import gzip
import re
import sys
import zipfile
from xml.sax.saxutils import escape

source, out = sys.argv[1], sys.argv[2]
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?")

with open(source, encoding="utf-8") as file:
    lines = [line for number, line in enumerate(file) if number <= 100_000]
with open(out + ".csv", "w", encoding="utf-8", newline="") as file:
    file.writelines(lines)
with gzip.open(out + ".csv.gz", "wt", encoding="utf-8", newline="", compresslevel=6) as file:
    file.writelines(lines)

shared = {}


def letters(index):
    return (letters(index // 26 - 1) if index >= 26 else "") + chr(65 + index % 26)


def cell(row, column, text):
    place = f"{letters(column)}{row}"
    if NUMBER.fullmatch(text):
        return f'<c r="{place}"><v>{text}</v></c>'
    return f'<c r="{place}" t="s"><v>{shared.setdefault(text, len(shared))}</v></c>' if text else ""


rows = []
for number, cells in enumerate(csv.reader(lines), start=1):
    row = "".join(cell(number, column, text) for column, text in enumerate(cells))
    rows.append(f'<row r="{number}">{row}</row>')
with zipfile.ZipFile(out + ".xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
    book.writestr("_rels/.rels", f'{HEAD}{LINKS}<Relationship Id="r1" Type="{TYPE}officeDocument" '
                  'Target="xl/workbook.xml"/></Relationships>')
    book.writestr("xl/workbook.xml", f'{HEAD}<workbook {MAIN} xmlns:r="{TYPE}"><sheets>'
                  '<sheet name="rows" sheetId="1" r:id="r1"/></sheets></workbook>')
    book.writestr("xl/_rels/workbook.xml.rels",
                  f'{HEAD}{LINKS}<Relationship Id="r1" Type="{TYPE}worksheet" Target="worksheets/sheet1.xml"/>'
                  f'<Relationship Id="r2" Type="{TYPE}sharedStrings" Target="sharedStrings.xml"/></Relationships>')
    book.writestr("xl/worksheets/sheet1.xml",
                  f'{HEAD}<worksheet {MAIN}><sheetData>{"".join(rows)}</sheetData></worksheet>')
    texts = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in shared)
    book.writestr("xl/sharedStrings.xml", f"{HEAD}<sst {MAIN}>{texts}</sst>")
