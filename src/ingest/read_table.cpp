#include "ingest/read_table.h"

namespace klarsicht {

Result<Table> read_table(ByteSource& source, IngestOptions options, Progress& progress) {
    return make_ingest(std::move(options))->read(source, progress);
}

}  // namespace klarsicht
