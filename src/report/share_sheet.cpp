#include "report/share_sheet.h"

#include <algorithm>

#include "base/asset.h"
#include "base/listed.h"
#include "profile/meaning.h"
#include "report/html_head.h"
#include "report/html_text.h"

namespace klarsicht {

namespace {

constexpr std::array classes = {PersonalClass::direct, PersonalClass::quasi, PersonalClass::financial,
                                PersonalClass::online, PersonalClass::special};

class SheetHtml {
public:
    SheetHtml(const ShareSheet& sheet, const Texts& texts) : sheet_(sheet), texts_(texts) {}

    std::string page() const {
        const std::string title = own("sheet.title");
        const std::string css =
            std::string(asset("report/report.css").value_or("")) + std::string(asset("report/sheet.css").value_or(""));
        return html_head(title + ": " + sheet_.file, css, texts_.language()) +
               "<body class=\"sheet\"><div class=\"page\"><header class=\"cover\"><p "
               "class=\"brand\"><i></i>Klarsicht</p><h1><span class=\"kicker\">" +
               html_text(title) + "</span> <bdi>" + html_text(sheet_.file) + "</bdi></h1>" + verdict() + meta() +
               "</header>\n<main>" + figures() + done() + remaining() + agreement() + "</main>\n<footer><p>" +
               html_text(texts_.text("report.local")) + "</p></footer></div></body></html>\n";
    }

private:
    std::string own(std::string_view key) const { return std::string(texts_.text("task.share." + std::string(key))); }
    std::string heading(std::string_view key) const { return "<h2>" + html_text(own(key)) + "</h2>"; }

    static std::string items(const std::vector<std::string>& sentences, std::string_view kind) {
        std::string out = "<ul class=\"" + std::string(kind) + "\">";
        for (const std::string& sentence : sentences) { out += "<li>" + html_text(sentence) + "</li>"; }
        return out + "</ul>";
    }

    std::string verdict() const {
        const bool good = sheet_.after.reaches();
        std::string out =
            "<p class=\"verdict\"><span class=\"chip " + std::string(good ? "pass" : "fail") + "\">" +
            html_text(own(good ? "reached" : "missed")) + "</span> <b>" +
            html_text(texts_.format(share_verdict(sheet_.after.figures.risk, sheet_.after.k, sheet_.after.of_people))) +
            "</b> ";
        if (!sheet_.after.naming.empty()) {
            out += html_text(texts_.format(Message("task.share.naming").text("columns", listed(sheet_.after.naming))));
        }
        return out + html_text(own("sheet.counted")) + "</p>";
    }

    std::string meta() const {
        std::string out = "<dl class=\"meta card\">";
        const auto add = [&](std::string_view key, const std::string& text) {
            out += "<dt>" + html_text(own("sheet." + std::string(key))) + "</dt><dd>" + html_text(text) + "</dd>";
        };
        add("before",
            texts_.format(
                Message("report.size").count("rows", sheet_.rows_before).count("columns", sheet_.columns_before)));
        add("after",
            texts_.format(
                Message("report.size").count("rows", sheet_.after.rows).count("columns", sheet_.after.columns)));
        add("day", texts_.number(sheet_.day, "date"));
        add("sha256", sheet_.after.sha256);
        return out + "</dl>";
    }

    std::string figures() const {
        std::string out = "<section>" + heading("sheet.risk") + open_scrolling("card scroll", own("sheet.risk")) +
                          "<table><thead><tr>";
        for (const std::string_view key : {"figure", "before", "after"}) {
            out += "<th scope=\"col\"" + std::string(key == "figure" ? "" : " class=\"num\"") + ">" +
                   html_text(own("column." + std::string(key))) + "</th>";
        }
        out += "</tr></thead><tbody>";
        for (const ShareFigureText& figure :
             share_figures_text(sheet_.before, sheet_.after.figures, sheet_.after.of_people, texts_)) {
            out += "<tr><th scope=\"row\">" + html_text(figure.label) + "</th><td class=\"num\">" +
                   html_text(figure.before) + "</td><td class=\"num\">" + html_text(figure.after) + "</td></tr>";
        }
        return out + "</tbody></table></div></section>";
    }

    std::string done() const {
        std::vector<std::string> sentences;
        std::vector<std::string> left_out;
        for (const Message& effect : sheet_.effects) {
            if (effect.key == "remedy.effect.dropped") {
                left_out.push_back(effect.args.front().text);
            } else {
                sentences.push_back(texts_.format(effect));
            }
        }
        if (!left_out.empty()) {
            sentences.push_back(texts_.format(Message("task.share.sheet.left_out").text("columns", listed(left_out))));
        }
        if (!sheet_.untouched.empty()) {
            sentences.push_back(
                texts_.format(Message("task.share.sheet.untouched").text("columns", listed(sheet_.untouched))));
        }
        return "<section>" + heading("sheet.done") + items(sentences, "plain") + "</section>";
    }

    std::string remaining() const {
        std::vector<std::string> sentences;
        sentences.push_back(
            texts_.format(Message(sheet_.after.counted.empty() ? "task.share.sheet.by_none" : "task.share.sheet.by")
                              .text("columns", listed(sheet_.after.counted))));
        for (const Message& finding : sheet_.after.findings) { sentences.push_back(texts_.format(finding)); }
        for (const std::string_view line : texts_.list("task.share.sheet.not_looked_at")) {
            sentences.emplace_back(line);
        }
        return "<section>" + heading("sheet.remains") + items(sentences, "plain") + "</section>";
    }

    std::string agreement() const {
        std::vector<std::string> points;
        for (const std::string_view line : texts_.list("task.share.sheet.points")) { points.emplace_back(line); }
        return "<section>" + heading("sheet.agree") + "<p>" + html_text(own("sheet.agree.text")) + "</p>" +
               items(points, "points") + "<p class=\"remark\">" + html_text(own("sheet.note")) + "</p></section>";
    }

    const ShareSheet& sheet_;
    const Texts& texts_;
};

}  // namespace

std::vector<ShareFigureText> share_figures_text(const ShareRisk& before, const ShareRisk& after, bool of_people,
                                                const Texts& texts) {
    std::vector<ShareFigureText> figures;
    const auto add = [&](std::string id, const std::string& key, const std::string& then, const std::string& now) {
        figures.push_back({std::move(id), std::string(texts.text(key)), then, now});
    };
    const std::string kind = of_people ? "people" : "rows";
    const auto of = [&](std::uint64_t count, const privacy::Risk& risk) {
        const double share = risk.records == 0 ? 0 : static_cast<double>(count) / static_cast<double>(risk.records);
        return texts.format(
            Message("task.share.of").count("count", count).count("all", risk.records).number("share", share));
    };
    const auto whole = [&](std::uint64_t number) { return texts.integer(static_cast<std::int64_t>(number)); };
    add("k", "task.share.figure.k", whole(before.risk.k), whole(after.risk.k));
    add("uniques", "task.share.figure.uniques." + kind, of(before.risk.sample_uniques, before.risk),
        of(after.risk.sample_uniques, after.risk));
    add("at_risk", "task.share.figure.at_risk." + kind, of(before.risk.records_at_risk, before.risk),
        of(after.risk.records_at_risk, after.risk));
    add("average", "task.share.figure.average", texts.number(before.risk.prosecutor_average, "percent"),
        texts.number(after.risk.prosecutor_average, "percent"));
    for (const PersonalClass one : classes) {
        const auto place = static_cast<std::size_t>(one);
        if (before.personal[place] == 0 && after.personal[place] == 0) { continue; }
        const std::string name(name_of(one));
        add("columns_" + name, "task.share.figure.columns_" + name, whole(before.personal[place]),
            whole(after.personal[place]));
    }
    return figures;
}

Message share_verdict(const privacy::Risk& risk, std::uint64_t k, bool of_people) {
    const std::string_view key =
        risk.records == 0 ? "task.share.verdict.empty"
        : risk.k >= k     ? (of_people ? "task.share.verdict.reached.people" : "task.share.verdict.reached.rows")
                          : "task.share.verdict.missed";
    return Message(key)
        .count("k", risk.k)
        .count("goal", k)
        .count("others", risk.k > 0 ? risk.k - 1 : 0)
        .count("records", risk.records);
}

std::string share_sheet_html(const ShareSheet& sheet, Language language) {
    return SheetHtml(sheet, Texts::of(language)).page();
}

}  // namespace klarsicht
