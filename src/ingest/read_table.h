#pragma once
#include "base/progress.h"
#include "ingest/byte_source.h"
#include "ingest/ingest.h"

namespace klarsicht {

/// Reads the table of a file, whatever its format. Tells `progress.reading` and stops where progress says so
/// (`cancelled`).
///
///     FileSource file = KLARSICHT_TRY(FileSource::open(path));
///     Table table = KLARSICHT_TRY(read_table(file, {.name = "kunden.csv"}, progress));
///
/// Where bytes only come in order (standard input, a network), `Ingest` gives the same table: see `make_ingest`.
Result<Table> read_table(ByteSource& source, IngestOptions options, Progress& progress);

}  // namespace klarsicht
