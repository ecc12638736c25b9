// Reports in every format, from an audit of a hostile file and from outcomes made by hand.
#include "report/render.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "report/html_text.h"
#include "report/json_lines.h"
#include "report/verdict_text.h"
#include "support/audit.h"
#include "support/files.h"

namespace klarsicht {
namespace {

constexpr std::string_view hostile = "<script>alert(1)</script>";

/// Names and values that would be markup, formulas or turned text if a report forgot to escape them.
std::string hostile_csv() {
    std::string csv = "<script>alert(1)</script>,=cmd|' /C calc'!A0,\"a\"\"onload=x|y\",sex\n";
    for (int i = 0; i < 60; ++i) {
        csv +=
            "<img src=x onerror=alert(2)>,@SUM(1+1),\u202Eevil&," + std::string(i % 2 == 0 ? "<b>f</b>" : "m") + "\n";
    }
    return csv;
}

Report hostile_report() {
    return test::audit_of(hostile_csv(), R"({"roles": {"sex": ["protected"], "<script>alert(1)</script>": ["decision"]},
        "positive": {"<script>alert(1)</script>": {"equals": "<img src=x onerror=alert(2)>"}}})",
                          {.show_values = true, .show_cells = true});
}

/// A report with one outcome that has everything.
Report full_report() {
    Report report;
    report.source.name = "x.csv";
    report.source.format = "csv";
    report.rules = "eu-2026-11";
    report.plan.as_of = "2026-11-01";
    Outcome outcome;
    outcome.id = "ethics.minors";
    outcome.area = Area::ethics;
    outcome.status = Status::fail;
    outcome.severity = Severity::high;
    outcome.subject = {"-age"};
    outcome.title = Message("report.delimiter.other").text("value", "=1+1");
    outcome.metrics.count("count", 12345);
    outcome.metrics.share("share", 0.25).with({0.2, 0.31});
    outcome.metrics.none("undefined");
    outcome.metrics.numbers("list", std::vector<std::uint64_t>{1, 2});
    outcome.metrics.none("told_of_few");
    outcome.suppressed = {"told_of_few"};
    outcome.groups.resize(2);
    outcome.groups[0].people = 10;
    outcome.groups[0].figures.label("group", "a");
    outcome.groups[0].figures.size("n", 10);
    outcome.groups[0].figures.share("selection_rate", 0.5).with({0.25, 0.75});
    outcome.groups[0].figures.word("verdict", "too_few");
    outcome.groups[0].figures.count("tp", 7);
    outcome.groups[1].people = 3;
    outcome.groups[1].figures.label("group", "<25");
    outcome.groups[1].figures.size("n", 3);
    outcome.groups[1].figures.none("selection_rate");
    outcome.groups[1].suppressed = {"selection_rate"};
    outcome.binned = true;
    outcome.rows.add(0);
    outcome.rows.add(41);
    outcome.cells.add(3, 0, outcome.cells.reason(Message("report.yes")), 0.5);
    outcome.notes = {{"q1", Message("report.yes"), Message("report.no")}};
    outcome.chart.kind = Chart::Kind::intervals;
    outcome.chart.unit = Unit::share;
    outcome.chart.title = Message("report.groups");
    outcome.chart.limit_low = 0.2;
    outcome.chart.limit_high = 0.4;
    ChartRow row;
    row.label = "women & girls";
    row.value = 0.25;
    row.ci95 = {0.2, 0.31};
    row.n = 1234;
    row.status = Status::fail;
    ChartRow undefined;
    undefined.label = "nobody";
    outcome.chart.rows = {row, undefined};
    report.outcomes = {outcome};
    report.areas = {{Area::ethics, Status::fail, {0, 0, 1, 0, 0}}};
    report.options.show_cells = true;
    report.limits["ethics.minors"] = {
        {.name = "ethics.minors.age",
         .value = 18,
         .low = 1,
         .high = 30,
         .of_plan = false,
         .reasons = {{"de", "Weil"}, {"en", "because"}}},
        {.name = "ethics.minors.consent_age", .value = 15.5, .low = 1, .high = 30, .of_plan = true, .reasons = {}}};
    return report;
}

std::vector<std::string> tags_of(const std::string& html) {
    std::vector<std::string> tags;
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
        const std::size_t from = at + (html[at + 1] == '/' ? 2 : 1);
        const std::size_t end = html.find_first_of(" >/\n", from);
        tags.push_back((html[at + 1] == '/' ? "/" : "") + html.substr(from, end - from));
    }
    return tags;
}

TEST(HtmlReport, HoldsOnlyItsOwnElements) {
    const std::set<std::string> known = {
        "!doctype", "html",       "head",    "meta",  "title", "style", "body",   "div",  "header",  "main",
        "footer",   "section",    "article", "nav",   "p",     "h1",    "h2",     "h3",   "h4",      "a",
        "b",        "i",          "br",      "bdi",   "span",  "small", "ul",     "ol",   "li",      "dl",
        "dt",       "dd",         "table",   "thead", "tbody", "tr",    "th",     "td",   "pre",     "code",
        "figure",   "figcaption", "svg",     "g",     "rect",  "line",  "circle", "text", "details", "summary"};
    for (const Language language : {Language::de, Language::en}) {
        const std::string html = report_to_html(hostile_report(), language);
        for (const std::string& tag : tags_of(html)) {
            EXPECT_TRUE(known.contains(tag.starts_with("/") ? tag.substr(1) : tag)) << tag;
        }
        EXPECT_EQ(html.find("onerror=alert(2)>"), std::string::npos);
        EXPECT_EQ(html.find("\u202E"), std::string::npos);
        EXPECT_NE(html.find("&lt;script&gt;alert(1)&lt;/script&gt;"), std::string::npos);
        EXPECT_NE(html.find("content=\"default-src 'none'; style-src 'unsafe-inline'\""), std::string::npos);
        // In text it may stand, escaped; inside a tag or in the style sheet it must not.
        const std::string style = html.substr(html.find("<style>"), html.find("</style>") - html.find("<style>"));
        for (const std::string_view reference :
             {"src=", "http:", "https:", "url(", "@import", "javascript:", "onload", "onerror"}) {
            EXPECT_EQ(style.find(reference), std::string::npos) << reference;
            for (std::size_t at = html.find(reference); at != std::string::npos; at = html.find(reference, at + 1)) {
                EXPECT_GT(html.rfind('>', at), html.rfind('<', at))
                    << reference << " in " << html.substr(at > 60 ? at - 60 : 0, 120);
            }
        }
    }
}

/// Every element that opens closes, in the right order.
TEST(HtmlReport, ElementsAreBalanced) {
    const std::set<std::string> empty = {"!doctype", "meta", "br", "rect", "line", "circle"};
    for (const Report& report : {hostile_report(), full_report()}) {
        std::vector<std::string> open;
        for (const std::string& tag : tags_of(report_to_html(report, Language::de))) {
            if (empty.contains(tag)) { continue; }
            if (!tag.starts_with("/")) {
                open.push_back(tag);
                continue;
            }
            ASSERT_FALSE(open.empty()) << tag;
            EXPECT_EQ(open.back(), tag.substr(1));
            open.pop_back();
        }
        EXPECT_TRUE(open.empty());
    }
}

TEST(HtmlReport, SaysEverythingOfAnOutcome) {
    const std::string html = report_to_html(full_report(), Language::de);
    for (const std::string_view text :
         {"lang=\"de\"",
          "role=\"img\" aria-label=\"Gruppen. women &amp; girls 25\u202F% (20\u202F%–31\u202F%); nobody –", "12.345",
          "50\u202F%<small>25\u202F% bis 75\u202F%</small>", "nicht bestimmbar",
          "2 Zeilen sind betroffen. Zuerst: 1, 42.", "id=\"finding-1\"", "href=\"#finding-1\"", "class=\"band\"",
          "n = 1.234", "<ul><li><span class=\"w\">",
          "<td>unter 25</td><td class=\"num\">unter 5</td><td class=\"num\">–</td><td></td>", "01.11.2026"}) {
        EXPECT_NE(html.find(text), std::string::npos) << text;
    }
    EXPECT_EQ(html.find("⟦"), std::string::npos);
}

TEST(HtmlText, EscapesAndCleans) {
    EXPECT_EQ(html_text("<a href=\"x\" title='y'>&</a>"),
              "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
    EXPECT_EQ(html_text("Müller 😀"), "Müller 😀");
    EXPECT_EQ(html_text("a\xFFz"), "a\uFFFDz");
    EXPECT_EQ(html_text("\xC0\xAF"), "\uFFFD\uFFFD");            // overlong
    EXPECT_EQ(html_text("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // a surrogate
    EXPECT_EQ(html_text(std::string_view("a\0b", 3)), "a\uFFFDb");
    EXPECT_EQ(html_text("\u202Eevil\u2066"), "\uFFFDevil\uFFFD");
    EXPECT_EQ(html_text("\xE2\x82"), "\uFFFD\uFFFD");  // cut off
    EXPECT_EQ(shortened("Müller", 3), "Mül…");
    EXPECT_EQ(shortened("Müller", 6), "Müller");
}

TEST(CsvReport, NoCellIsAFormula) {
    const std::string csv = report_to_csv(full_report(), Language::en);
    EXPECT_NE(csv.find(",\"'-age\","), std::string::npos) << csv;
    const std::string hostile_report_csv = report_to_csv(hostile_report(), Language::en);
    bool start = true;
    bool quoted = false;
    for (const char c : hostile_report_csv) {
        if (start && c != '"') {
            EXPECT_EQ(std::string_view("=+-@").find(c), std::string_view::npos) << hostile_report_csv;
        }
        if (c == '"') { quoted = !quoted; }
        start = (start && c == '"') || (!quoted && (c == ',' || c == '\n'));
    }
    EXPECT_FALSE(quoted);
}

TEST(CountsCsv, SaysOfSmallGroupsOnlyHowManyTheyAre) {
    Report report;
    Outcome& outcome = report.outcomes.emplace_back();
    outcome.id = "bias.group_rates";
    outcome.subject = {"sex"};
    outcome.groups.resize(3);
    const auto count = [&](std::size_t group, std::string_view name, std::uint64_t value) {
        outcome.groups[group].figures.count(name, value);
    };
    outcome.groups[0].figures.label("group", "f");
    count(0, "n", 20), count(0, "tp", 4), count(0, "fp", 3), count(0, "tn", 12), count(0, "fn", 1);
    outcome.groups[1].figures.label("group", "d");
    count(1, "n", 2);
    for (const char* hidden : {"tp", "fp", "tn", "fn"}) { outcome.groups[1].figures.none(hidden); }
    outcome.groups[2].figures.label("group", "m");
    count(2, "n", 30), count(2, "selected", 9);
    EXPECT_EQ(counts_to_csv(report),
              "subject,group,n,selected,tp,fp,tn,fn\r\nsex,f,20,7,4,3,12,1\r\nsex,d,2,,,,,\r\nsex,m,30,9,,,,\r\n");
}

TEST(MarkdownReport, HoldsNoMarkupOfTheFile) {
    const std::string page = report_to_markdown(hostile_report(), Language::en);
    EXPECT_EQ(page.find(hostile), std::string::npos);
    EXPECT_EQ(page.find("<img"), std::string::npos);
    EXPECT_NE(page.find("onload=x\\|y"), std::string::npos) << page;
    EXPECT_NE(report_to_markdown(full_report(), Language::de).find("**Was Sie tun können**"), std::string::npos);
}

TEST(JsonReport, HasTheFieldsOfTheContract) {
    const json report = report_to_json(full_report(), Language::en);
    const json& check = report["checks"][0];
    for (const char* field : {"id",     "area",    "status",   "severity",      "subject",   "name",
                              "title",  "summary", "headline", "headline_note", "why",       "limits_of_this_check",
                              "remedy", "sources", "metrics",  "groups",        "intervals", "needs",
                              "rows",   "chart",   "notes",    "cells"}) {
        EXPECT_TRUE(check.contains(field)) << field;
    }
    EXPECT_EQ(check["metrics"].dump(),
              R"({"count":12345,"share":0.25,"undefined":null,"list":[1,2],"told_of_few":null})");
    EXPECT_EQ(check["intervals"].dump(), R"({"share":[0.2,0.31]})");
    EXPECT_EQ(check["suppressed"].dump(), R"(["told_of_few"])");
    EXPECT_EQ(check["chart"]["rows"][1]["value"].dump(), "null");
    EXPECT_EQ(check["chart"]["rows"][0]["n"].dump(), "1234");
    EXPECT_EQ(check["cells"][0]["row"].dump(), "3");
    EXPECT_EQ(check["rows"].dump(), R"({"count":2,"first":[0,41]})");
    Report quiet = full_report();
    quiet.options.show_cells = false;
    EXPECT_FALSE(report_to_json(quiet, Language::en)["checks"][0].contains("cells"));
}

/// What HTML shows, the JSON hands to everybody else: the same texts.
TEST(JsonReport, HasEveryFigureAsAPersonReadsIt) {
    const json report = report_to_json(full_report(), Language::en);
    const json& check = report["checks"][0];
    EXPECT_EQ(check["figures"][1].dump(), R"({"name":"share","label":"share","text":"25%","interval":"20% to 31%"})");
    EXPECT_EQ(check["figures"][2]["text"].dump(), "\"not defined\"");
    EXPECT_EQ(check["figures"][4]["text"].dump(), "\"–\"") << "suppressed is not undefined";
    EXPECT_EQ(check["table"]["rows"].dump(),
              R"([["a","10",["50%","25% to 75%"],"too few"],["under 25","under 5","–",""]])");
    EXPECT_EQ(check["table"]["columns"].size(), 4u) << "the counts that the rates already say are left out";
    EXPECT_EQ(check["table"]["columns"][1]["numeric"].dump(), "true");
    EXPECT_EQ(check["table"]["more"].dump(), "0");
    EXPECT_EQ(check["chart"]["table"]["rows"].dump(),
              R"([["women & girls",["25%","20% to 31%"],"1,234"],["nobody","not defined",""]])");
    const std::string html = report_to_html(full_report(), Language::en);
    for (const json& row : check["table"]["rows"]) {
        for (const json& cell : row) {
            EXPECT_NE(html.find(">" + (cell.is_array() ? cell[0] : cell).get<std::string>() + "<"), std::string::npos)
                << cell.dump();
        }
    }
}

TEST(JsonReport, SaysWhichLimitsWereUsedAndWhoSetThem) {
    const json report = report_to_json(full_report(), Language::en);
    EXPECT_EQ(
        report["checks"][0]["limits"].dump(),
        R"([{"name":"ethics.minors.age","value":18,"range":[1,30],"source":"rules","why":"because"},{"name":"ethics.minors.consent_age","value":15.5,"range":[1,30],"source":"plan"}])");
    const Report audited =
        test::audit_of("sex,x\nf,1\nm,2\n", R"({"version": 1, "limits": {"quality.duplicates.row_share": 0.2}})");
    const json checks = report_to_json(audited, Language::de)["checks"];
    std::size_t found = 0;
    for (std::size_t i = 0; i < checks.size(); ++i) {
        EXPECT_EQ(checks[i]["order"].get<std::size_t>(), i);
        for (const json& limit : checks[i]["limits"]) {
            const bool of_plan = limit["name"] == "quality.duplicates.row_share";
            found += of_plan ? 1 : 0;
            EXPECT_EQ(limit["source"].get<std::string>(), of_plan ? "plan" : "rules") << limit.dump();
            EXPECT_EQ(limit.contains("why"), !of_plan) << limit.dump();
        }
    }
    EXPECT_EQ(found, 1u);
}

TEST(JsonReport, ColumnsReadBackExactly) {
    const Report report = test::audit_of(
        "x,d,t\n1,2025-12-31,2025-12-31 10:00\n2,2026-01-01,2025-12-31 11:00\n4,2026-01-02,2026-01-01 "
        "10:00\n4,2026-01-02,2026-01-01 10:00\n"
        "4,2026-01-02,2026-01-01 10:00\n",
        R"({"roles": {"x": ["attribute"], "d": ["timestamp"], "t": ["timestamp"]}})", {.show_values = true});
    const json columns = columns_to_json(report.columns, Language::en);
    EXPECT_EQ(columns[0]["min"].dump(), "1");
    EXPECT_EQ(columns[0]["mean"].dump(), "3");
    EXPECT_EQ(columns[0]["std"].dump(), "1.4142135623730951");
    EXPECT_EQ(columns[0]["quantiles"].dump(), R"({"0.05":1.2,"0.25":2,"0.5":4,"0.75":4,"0.95":4})");
    EXPECT_EQ(columns[1]["min_text"].dump(), "\"2025-12-31\"");
    EXPECT_EQ(columns[2]["max_text"].dump(), "\"2026-01-01T10:00:00Z\"");
}

TEST(JsonReport, TextSurvivesBadBytes) { EXPECT_EQ(json_text(json("a\xFFz")), "\"a\uFFFDz\""); }

TEST(JsonLines, BreaksDownToADepth) {
    const json value = {{"a", {1, 2.5, nullptr}}, {"b", {{"c", {{"d", "x\xFF"}}}}}, {"e", json::array()}, {"f", true}};
    EXPECT_EQ(json_lines(value, 0),
              "{\"a\": [1, 2.5, null], \"b\": {\"c\": {\"d\": \"x\uFFFD\"}}, \"e\": [], \"f\": true}\n");
    EXPECT_EQ(json_lines(value, 2),
              "{\n  \"a\": [\n    1,\n    2.5,\n    null\n  ],\n  \"b\": {\n    \"c\": {\"d\": \"x\uFFFD\"}\n  },\n  "
              "\"e\": [],\n  \"f\": true\n}\n");
}

TEST(Verdict, SaysFirstWhatNeedsADecision) {
    const auto said = [](std::uint64_t fail, std::uint64_t warn, std::uint64_t open) {
        Report report;
        report.areas.push_back({Area::bias, Status::fail, {}, {}});
        const auto set = [&](Status status, std::uint64_t n) {
            report.areas.back().read[static_cast<std::size_t>(status)] = n;
        };
        set(Status::fail, fail);
        set(Status::warn, warn);
        set(Status::pass, 3);
        set(Status::not_assessed, open);
        return verdict_text(report, Texts::of(Language::en));
    };
    using Sentences = std::vector<std::string>;
    EXPECT_EQ(said(2, 1, 0), (Sentences{"2 findings need a decision.", "1 more should be reviewed."}));
    EXPECT_EQ(said(0, 2, 0), (Sentences{"No finding calls for a decision.", "2 findings should be reviewed."}));
    EXPECT_EQ(said(0, 0, 0), Sentences{"No finding calls for a decision."});
    EXPECT_EQ(said(0, 0, 4).size(), 2U);
}

TEST(PlanText, IsTheSameJson) {
    const Report report = hostile_report();
    const std::string text = plan_text(report.plan);
    const json parsed = json::parse(text, nullptr, false);
    EXPECT_EQ(parsed.dump(), plan_to_json(report.plan).dump());
}

}  // namespace
}  // namespace klarsicht
