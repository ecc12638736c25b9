// The bias area's own benchmark: from a table to every group figure, and the bootstrap, over 1,000,000 rows in 40
// groups.
#include "fairness.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <span>
#include <string>
#include <vector>

#include "audit/bias/counts/cube.h"
#include "audit/bias/counts/group_figures.h"
#include "audit/bias/counts/subjects.h"
#include "audit/plan_complete.h"
#include "audit/plan_json.h"
#include "audit/report.h"
#include "ingest/ingest.h"
#include "stats/bootstrap.h"
#include "stats/random.h"

namespace klarsicht::bench {

namespace {

double now_ms() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// sex × race × age: 2 × 5 × 4 = 40 groups, with a decision and what really happened.
std::string rows_csv(std::size_t rows) {
    stats::Random random(1);
    std::string csv = "sex,race,age,really,chosen\n";
    constexpr const char* ages[] = {"20", "33", "50", "70"};
    for (std::size_t row = 0; row < rows; ++row) {
        const auto sex = static_cast<char>('0' + random.below(2));
        const auto race = static_cast<char>('0' + random.below(5));
        const bool really = random.uniform() < 0.3;
        const bool chosen = random.uniform() < (really ? 0.6 : 0.2) + (sex == '1' ? 0.05 : 0);
        csv += {'s', sex, ',', 'r', race, ','};
        csv += ages[random.below(4)];
        csv += really ? ",1," : ",0,";
        csv += chosen ? "1\n" : "0\n";
    }
    return csv;
}

}  // namespace

int print_rows(std::size_t rows) {
    const std::string csv = rows_csv(rows);
    std::fwrite(csv.data(), 1, csv.size(), stdout);
    return 0;
}

int fairness(std::size_t rows) {
    const std::string csv = rows_csv(rows);
    const auto ingest = make_csv_ingest({.name = "fairness.csv"});
    if (!ingest->feed(std::as_bytes(std::span(csv)))) { return 1; }
    const Result<Table> table = ingest->finish();
    const Result<Plan> given = parse_plan(
        R"({"version": 1, "as_of": "2026-11-01", "roles": {"sex": ["protected"], "race": ["protected"], "age": ["protected"], "really": ["outcome"],
        "chosen": ["decision"]}, "positive": {"really": {"equals": "1"}, "chosen": {"equals": "1"}}, "bins": {"age": [25, 40, 60]}, "crossed": [["sex", "race", "age"]]})",
        *table);
    const Result<ProfileOptions> options = profile_options_of(*given);
    const Result<Profile> profile = profile_table(*table, *options, Progress::none());
    const Plan plan = complete_plan(*given, *table, *profile);
    const Result<Rules> rules = Rules::load("eu-2026-11");
    double counted = 1e300;
    double figured = 1e300;
    double resampled = 1e300;
    std::size_t groups = 0;
    // The best of five: what the machine does beside it only ever adds.
    for (int round = 0; round < 5; ++round) {
        const AuditContext context(*table, *profile, plan, *rules);
        double start = now_ms();
        const std::vector<bias::Subject>& subjects = bias::measured_subjects(context);
        counted = std::min(counted, now_ms() - start);
        const bias::Subject& crossed = subjects.back();
        groups = crossed.grouping.labels.size();
        start = now_ms();
        std::vector<stats::Confusion> confusions;
        for (std::size_t g = 0; g < groups; ++g) { confusions.push_back(crossed.cube.confusion(g)); }
        const bias::GroupFigures figures{.groups = confusions, .favoured = 0, .with_outcome = true};
        std::vector<Group> told(groups);
        std::vector<Group*> listed;
        for (Group& group : told) { listed.push_back(&group); }
        figures.add_to_groups(listed);
        figured = std::min(figured, now_ms() - start);
        start = now_ms();
        Figures metrics;
        figures.add_metrics(metrics);
        resampled = std::min(resampled, now_ms() - start);
        const Figure* replicates = metrics.find("bootstrap_replicates");
        if (replicates == nullptr || replicates->whole != 1000) { return 1; }
    }
    std::printf("{\"rows\": %zu, \"groups\": %zu, \"count_ms\": %.3f, \"figures_ms\": %.3f, \"bootstrap_ms\": %.3f}\n",
                rows, groups, counted, figured, resampled);
    return 0;
}

}  // namespace klarsicht::bench
