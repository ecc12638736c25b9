// Any bytes as a plan, or as one edit of a plan: no crash, one sentence for what does not fit, what is read is written
// so that it is read as the same, and an audit under it ends. The first byte chooses.
#include <cstdlib>
#include <string>
#include <string_view>

#include "audit/plan_edit_json.h"
#include "audit/plan_json.h"
#include "base/json.h"
#include "report/render.h"
#include "session/session.h"
#include "support/csv.h"

using namespace klarsicht;

namespace {

/// A column of every kind that a plan speaks of.
Table people() {
    static const std::string text = [] {
        std::string csv = "sex,age,score,coupon,bought,joined,amount,id\n";
        for (int row = 0; row < 60; ++row) {
            const auto number = [&](int step, int of) { return std::to_string(row * step % of); };
            csv += row % 2 == 0 ? "f," : "m,";
            csv += number(7, 70) + ",0." + number(13, 97) + "," + number(3, 2) + "," +
                   (row % 5 == 0 ? "" : number(5, 2)) + ",2026-0" + std::to_string(1 + row % 9) + "-1" + number(1, 10) +
                   "," + number(31, 1000) + ".5," + std::to_string(row / 2) + "\n";
        }
        return csv;
    }();
    return *test::read_csv(text, {});
}

void complain_in_words(const Error& error) {
    if (error_to_text(error, Language::de).empty() || error_to_text(error, Language::en).empty()) { std::abort(); }
}

/// What a plan makes of the file, in every format.
void audit_under(std::string_view text) {
    Session session(Progress::none());
    session.take(Input::current, people());
    if (const auto set = session.set_plan(text); !set) { return complain_in_words(set.error()); }
    if (const auto done = session.audit({}); !done) { return complain_in_words(done.error()); }
    for (const std::string_view format : {"json", "html", "md", "csv", "counts.csv"}) {
        const Result<std::string> file = session.leaving_file(format, Language::de);
        if (!file || (format == "json" && !json::accept(*file))) { std::abort(); }
    }
    if (const auto remedied = session.remedy(); !remedied) { complain_in_words(remedied.error()); }
}

void edit_with(std::string_view text) {
    const json document = json::parse(text, nullptr, false);
    if (document.is_discarded()) { return; }
    const Result<PlanEdit> edit = plan_edit_from_json(document);
    if (!edit) { return complain_in_words(edit.error()); }
    const Result<PlanEdit> again = plan_edit_from_json(plan_edit_to_json(*edit));
    if (!again || plan_edit_to_json(*again) != plan_edit_to_json(*edit)) { std::abort(); }
    Session session(Progress::none());
    session.take(Input::current, people());
    if (const auto done = session.edit({&*edit, 1}); !done) { return complain_in_words(done.error()); }
    if (const auto done = session.audit({}); !done) { complain_in_words(done.error()); }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size < 1) { return 0; }
    const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
    if ((data[0] & 1) != 0) {
        edit_with(text);
        return 0;
    }
    static const Table table = people();
    const Result<Plan> plan = parse_plan(text, table);
    if (!plan) {
        complain_in_words(plan.error());
        return 0;
    }
    const std::string written = plan_to_json(*plan).dump();
    const Result<Plan> again = parse_plan(written, table);
    if (!again || plan_to_json(*again).dump() != written) { std::abort(); }
    // One in four: an audit takes as long as a thousand plans.
    if ((data[0] & 6) == 0) { audit_under(text); }
    return 0;
}
