#pragma once
#include "app/model/lesson_model.h"
#include "app/widgets/basics.h"

namespace klarsicht::app {

/// The lessons there are, or the one that is gone through.
void draw_training(const Ui& ui, Flow& flow);
/// The same where no file is open: with the way back and the settings.
void draw_training_alone(const Ui& ui, Flow& flow);
void draw_lesson(const Ui& ui, Flow& flow);
/// What became of the people, each as a mark.
void draw_people(const Ui& ui, Flow& flow, const LessonModel& lesson);
/// The four questions, what was answered, and why.
void draw_quiz(const Ui& ui, Flow& flow, const LessonModel& lesson);
/// The way from a finding to the lesson in which it can be tried out; draws nothing where there is none.
void draw_lesson_link(const Ui& ui, Flow& flow, const Finding& finding);

}  // namespace klarsicht::app
