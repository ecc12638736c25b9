#pragma once
#include <memory>

#include "ingest/ingest.h"

namespace klarsicht::xlsx {

/// Files in the container of old Office documents hold no workbook that is read here; which of them are new ones behind
/// a password can be told, so that each gets the sentence that helps.
std::unique_ptr<Ingest> make_old_office_ingest(IngestOptions options);

}  // namespace klarsicht::xlsx
