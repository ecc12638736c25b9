#pragma once
#include <memory>

#include "ingest/ingest.h"

namespace klarsicht::gzip {

/// Reads a gzipped file (RFC 1952) as what is packed in it; several members are one after the other, zeros may fill up
/// the end.
std::unique_ptr<Ingest> make_gzip_ingest(IngestOptions options);

}  // namespace klarsicht::gzip
