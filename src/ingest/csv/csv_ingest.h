#pragma once
#include <memory>

#include "ingest/ingest.h"

namespace klarsicht::csv {

/// The same ingest without the fast structure scan: what the fast one is tested against.
std::unique_ptr<Ingest> make_exact_csv_ingest(IngestOptions options);

}  // namespace klarsicht::csv
