#include "session/work_steps.h"

namespace klarsicht {

namespace {

constexpr std::size_t most_steps = 100;

}  // namespace

WorkSteps::WorkSteps(Plan plan, Record record) : saved_(plan, record) {
    steps_.push_back({std::move(plan), std::move(record), {}});
}

const Message& WorkSteps::redo_label() const {
    static const Message none;
    return redoable() > 0 ? steps_[at_ + 1].label : none;
}

void WorkSteps::begin(Plan plan) {
    Record kept = record();
    saved_.first = plan;
    steps_.clear();
    steps_.push_back({std::move(plan), std::move(kept), {}});
    at_ = 0;
}

void WorkSteps::push(Plan plan, Record record, Message label) {
    steps_.resize(at_ + 1);
    steps_.push_back({std::move(plan), std::move(record), std::move(label)});
    if (steps_.size() > most_steps + 1) {
        steps_.erase(steps_.begin());
        steps_.front().label = {};
    }
    at_ = steps_.size() - 1;
}

void WorkSteps::drop_to(const Plan& plan) {
    Record kept = record();
    while (at_ > 0 && this->plan() != plan) { --at_; }
    steps_.resize(at_ + 1);
    if (this->plan() != plan) { steps_ = {{plan, std::move(kept), {}}}; }
}

}  // namespace klarsicht
