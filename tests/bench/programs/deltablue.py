"""DeltaBlue, the incremental constraint solver of Freeman-Benson and Maloney: one-way constraints in a hierarchy of strengths."""

REQUIRED, STRONG_PREFERRED, PREFERRED, STRONG_DEFAULT, NORMAL, WEAK_DEFAULT, WEAKEST = range(7)
FORWARD, BACKWARD = 1, 2


class Variable:
    def __init__(self, value):
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.strength = WEAKEST
        self.stay = True


class Constraint:
    def __init__(self, strength):
        self.strength = strength

    def is_input(self):
        return False

    def activate(self, planner):
        self.register()
        planner.incremental_add(self)

    def destroy(self, planner):
        if self.is_satisfied():
            planner.incremental_remove(self)
        self.unregister()

    def satisfy(self, mark, planner):
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength == REQUIRED:
                raise ValueError("a required constraint cannot be satisfied")
            return None
        self.mark_inputs(mark)
        out = self.output()
        overridden = out.determined_by
        if overridden is not None:
            overridden.mark_unsatisfied()
        out.determined_by = self
        if not planner.add_propagate(self, mark):
            raise ValueError("cycle")
        out.mark = mark
        return overridden


class UnaryConstraint(Constraint):
    def __init__(self, variable, strength, planner):
        Constraint.__init__(self, strength)
        self.variable = variable
        self.satisfied = False
        self.activate(planner)

    def register(self):
        self.variable.constraints.append(self)
        self.satisfied = False

    def unregister(self):
        self.variable.constraints.remove(self)
        self.satisfied = False

    def choose_method(self, mark):
        self.satisfied = self.variable.mark != mark and self.strength < self.variable.strength

    def is_satisfied(self):
        return self.satisfied

    def mark_inputs(self, mark):
        pass

    def output(self):
        return self.variable

    def mark_unsatisfied(self):
        self.satisfied = False

    def inputs_known(self, mark):
        return True

    def recalculate(self):
        v = self.variable
        v.strength = self.strength
        v.stay = not self.is_input()
        if v.stay:
            self.execute()

    def execute(self):
        pass


class StayConstraint(UnaryConstraint):
    pass


class EditConstraint(UnaryConstraint):
    def is_input(self):
        return True


class BinaryConstraint(Constraint):
    def __init__(self, first, second, strength, planner):
        Constraint.__init__(self, strength)
        self.first = first
        self.second = second
        self.direction = 0
        self.activate(planner)

    def register(self):
        self.first.constraints.append(self)
        self.second.constraints.append(self)
        self.direction = 0

    def unregister(self):
        self.first.constraints.remove(self)
        self.second.constraints.remove(self)
        self.direction = 0

    def choose_method(self, mark):
        a, b = self.first, self.second
        if a.mark == mark:
            self.direction = FORWARD if b.mark != mark and self.strength < b.strength else 0
        elif b.mark == mark:
            self.direction = BACKWARD if self.strength < a.strength else 0
        elif a.strength > b.strength:
            self.direction = BACKWARD if self.strength < a.strength else 0
        else:
            self.direction = FORWARD if self.strength < b.strength else 0

    def is_satisfied(self):
        return self.direction != 0

    def mark_inputs(self, mark):
        self.input().mark = mark

    def input(self):
        return self.first if self.direction == FORWARD else self.second

    def output(self):
        return self.second if self.direction == FORWARD else self.first

    def mark_unsatisfied(self):
        self.direction = 0

    def inputs_known(self, mark):
        i = self.input()
        return i.mark == mark or i.stay or i.determined_by is None

    def recalculate(self):
        i, out = self.input(), self.output()
        out.strength = max(self.strength, i.strength)
        out.stay = i.stay
        if out.stay:
            self.execute()


class EqualConstraint(BinaryConstraint):
    def execute(self):
        self.output().value = self.input().value


class ScaleConstraint(BinaryConstraint):
    def __init__(self, source, scale, offset, target, strength, planner):
        self.scale = scale
        self.offset = offset
        BinaryConstraint.__init__(self, source, target, strength, planner)

    def register(self):
        BinaryConstraint.register(self)
        self.scale.constraints.append(self)
        self.offset.constraints.append(self)

    def unregister(self):
        BinaryConstraint.unregister(self)
        self.scale.constraints.remove(self)
        self.offset.constraints.remove(self)

    def mark_inputs(self, mark):
        BinaryConstraint.mark_inputs(self, mark)
        self.scale.mark = self.offset.mark = mark

    def execute(self):
        if self.direction == FORWARD:
            self.second.value = self.first.value * self.scale.value + self.offset.value
        else:
            self.first.value = (self.second.value - self.offset.value) // self.scale.value

    def recalculate(self):
        i, out = self.input(), self.output()
        out.strength = max(self.strength, i.strength)
        out.stay = i.stay and self.scale.stay and self.offset.stay
        if out.stay:
            self.execute()


class Planner:
    def __init__(self):
        self.mark = 0

    def new_mark(self):
        self.mark += 1
        return self.mark

    def incremental_add(self, constraint):
        mark = self.new_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def incremental_remove(self, constraint):
        out = constraint.output()
        constraint.mark_unsatisfied()
        constraint.unregister()
        unsatisfied = self.remove_propagate(out)
        constraint.register()
        for strength in range(REQUIRED, WEAKEST):
            for c in unsatisfied:
                if c.strength == strength:
                    self.incremental_add(c)

    def add_propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            c = todo.pop()
            if c.output().mark == mark:
                self.incremental_remove(constraint)
                return False
            c.recalculate()
            self.consumers(c.output(), todo)
        return True

    def remove_propagate(self, out):
        out.determined_by = None
        out.strength = WEAKEST
        out.stay = True
        unsatisfied = []
        todo = [out]
        while todo:
            v = todo.pop()
            for c in v.constraints:
                if not c.is_satisfied():
                    unsatisfied.append(c)
            determining = v.determined_by
            for c in v.constraints:
                if c is not determining and c.is_satisfied():
                    c.recalculate()
                    todo.append(c.output())
        return unsatisfied

    def consumers(self, v, into):
        determining = v.determined_by
        for c in v.constraints:
            if c is not determining and c.is_satisfied():
                into.append(c)

    def plan_for(self, constraints):
        sources = [c for c in constraints if c.is_input() and c.is_satisfied()]
        mark = self.new_mark()
        plan = []
        todo = sources
        while todo:
            c = todo.pop()
            out = c.output()
            if out.mark != mark and c.inputs_known(mark):
                plan.append(c)
                out.mark = mark
                self.consumers(out, todo)
        return plan


def change(planner, variable, value):
    edit = EditConstraint(variable, PREFERRED, planner)
    plan = planner.plan_for([edit])
    for _ in range(10):
        variable.value = value
        for c in plan:
            c.execute()
    edit.destroy(planner)


def chain(n):
    planner = Planner()
    variables = [Variable(0) for _ in range(n + 1)]
    for a, b in zip(variables, variables[1:]):
        EqualConstraint(a, b, REQUIRED, planner)
    StayConstraint(variables[-1], STRONG_DEFAULT, planner)
    edit = EditConstraint(variables[0], PREFERRED, planner)
    plan = planner.plan_for([edit])
    for i in range(100):
        variables[0].value = i
        for c in plan:
            c.execute()
        assert variables[-1].value == i
    edit.destroy(planner)
    return variables[-1].value


def projection(n):
    planner = Planner()
    scale, offset = Variable(10), Variable(1000)
    pairs = []
    for i in range(n):
        source, target = Variable(i), Variable(i)
        pairs.append((source, target))
        StayConstraint(source, NORMAL, planner)
        ScaleConstraint(source, scale, offset, target, REQUIRED, planner)
    last_source, last_target = pairs[-1]
    change(planner, last_source, 17)
    assert last_target.value == 1170
    change(planner, last_target, 1050)
    assert last_source.value == 5
    change(planner, scale, 5)
    assert all(t.value == s.value * 5 + 1000 for s, t in pairs[:-1])
    change(planner, offset, 2000)
    return sum(t.value for s, t in pairs)


def run():
    return chain(700), projection(500)


CHECKSUM = (99, 1621280)
