#pragma once

namespace klarsicht::csv {

/// How a file divides into rows and cells. A row ends at LF, CRLF or a lone CR.
struct Dialect {
    char delimiter = ',';
    char quote = '"';         ///< '\0': there is no quoting
    bool skip_space = false;  ///< spaces after a delimiter do not belong to the cell: a, "b, c"
};

}  // namespace klarsicht::csv
