#pragma once
#include <string>

#include "audit/inputs.h"
#include "report/message_format.h"

namespace klarsicht {

/// What the mark between cells is called; "" for none.
std::string delimiter_name(const std::string& delimiter, const Texts& texts);

/// How a file was read, on a line: CSV · semicolon · UTF-8.
std::string read_as(const Source& source, const Texts& texts);

/// A file that an audit had, as a person reads it.
struct ShownInput {
    std::string title;     ///< what it is to the audit
    std::string name;      ///< of the file
    std::string size;      ///< rows and columns
    std::string read_as;   ///< as above
    std::string matching;  ///< which columns it has in common with the audited file; "" of that one itself
};
ShownInput shown_input(const InputReport& input, const Texts& texts);

}  // namespace klarsicht
