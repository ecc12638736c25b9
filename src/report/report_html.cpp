#include "report/render.h"
namespace klarsicht {
std::string report_to_html(const Report& report, Language language) { return json_text(report_to_json(report, language), 2); }
}  // namespace klarsicht
