#include "report/figure_json.h"

#include <cmath>
#include <string>

namespace klarsicht {

namespace {

json end_of(double value) { return std::isfinite(value) ? json(value) : json(nullptr); }
json pair_of(const stats::Interval& interval) { return json::array({end_of(interval.low), end_of(interval.high)}); }

json value_of(const Figure& figure, bool with_intervals);

/// Figures of a part. @param with_intervals whether the interval of a figure follows it, or is told elsewhere
json object_of(const std::vector<Figure>& figures, bool with_intervals) {
    json object = json::object();
    for (const Figure& figure : figures) {
        if (figure.kind == Figure::Kind::interval) {
            object[figure.name] = pair_of(figure.ci95);
            continue;
        }
        object[figure.name] = value_of(figure, with_intervals);
        if (with_intervals && figure.has_interval) { object[figure.name + "_ci95"] = pair_of(figure.ci95); }
    }
    return object;
}

json value_of(const Figure& figure, bool with_intervals) {
    switch (figure.kind) {
        case Figure::Kind::undefined:
            return nullptr;
        case Figure::Kind::flag:
            return figure.whole != 0;
        case Figure::Kind::count:
            return figure.whole;
        case Figure::Kind::number:
            return end_of(figure.value);
        case Figure::Kind::interval:
            return pair_of(figure.ci95);
        case Figure::Kind::text:
        case Figure::Kind::label:
        case Figure::Kind::word:
            return std::string(figure.word());
        case Figure::Kind::part:
            return object_of(figure.parts, with_intervals);
        case Figure::Kind::list:
            break;
    }
    json list = json::array();
    for (const Figure& item : figure.parts) { list.push_back(value_of(item, true)); }
    return list;
}

/// The intervals among these figures, nested as they are; parts without any are left out.
json intervals_of(const std::vector<Figure>& figures) {
    json object = json::object();
    for (const Figure& figure : figures) {
        if (figure.kind == Figure::Kind::part) {
            if (json inner = intervals_of(figure.parts); !inner.empty()) { object[figure.name] = std::move(inner); }
        } else if (figure.has_interval) {
            object[figure.name] = pair_of(figure.ci95);
        }
    }
    return object;
}

}  // namespace

json metrics_to_json(const Figures& metrics) { return object_of(metrics.all(), false); }

json intervals_to_json(const Figures& metrics, const Figures& alone) {
    json object = intervals_of(metrics.all());
    for (auto& [name, interval] : intervals_of(alone.all()).items()) { object[name] = interval; }
    return object;
}

json group_to_json(const Group& group) {
    json object = json::object();
    for (const Figure& figure : group.figures) {
        if (figure.kind == Figure::Kind::part) {
            object[figure.name] = value_of(figure, false);
            if (json inner = intervals_of(figure.parts); !inner.empty()) {
                object[figure.name + "_ci95"] = std::move(inner);
            }
            continue;
        }
        object[figure.name] = value_of(figure, true);
        if (figure.has_interval && figure.kind != Figure::Kind::interval) {
            object[figure.name + "_ci95"] = pair_of(figure.ci95);
        }
    }
    if (!group.suppressed.empty()) { object["suppressed"] = group.suppressed; }
    return object;
}

json groups_to_json(const std::vector<Group>& groups) {
    json list = json::array();
    for (const Group& group : groups) { list.push_back(group_to_json(group)); }
    return list;
}

}  // namespace klarsicht
