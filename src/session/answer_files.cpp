#include "session/answer_files.h"

#include <utility>

namespace klarsicht {

namespace {

std::string searched(Session& session, const Report& leaving, std::string text) {
    if (!leaving.options.show_values) { session.last_search(leaving).mask(text); }
    return text;
}

}  // namespace

Result<std::string> leaving_chart(Session& session, std::size_t check, bool all, Theme theme, Language language) {
    const Report& report = *KLARSICHT_TRY(session.leaving_report());
    if (check >= report.outcomes.size() || report.outcomes[check].chart.kind == Chart::Kind::none) {
        return fail(ErrorCode::usage, Message("error.request.no_chart").count("check", check));
    }
    return searched(session, report,
                    chart_to_svg_file(report, report.outcomes[check], all, theme, Texts::of(language)));
}

Result<std::string> leaving_page(Session& session, const OnePageAmounts& amounts, Language language) {
    const Report& report = *KLARSICHT_TRY(session.leaving_report());
    return searched(session, report, one_page(report, amounts, language));
}

}  // namespace klarsicht
