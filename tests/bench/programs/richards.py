"""The Richards operating system simulation (Martin Richards's benchmark): tasks, queues of packets, polymorphic calls.

A bench program defines `run()`, which does one iteration and returns a checksum, and CHECKSUM, what that is to be.
"""

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
KIND_DEVICE, KIND_WORK = 0, 1
BUFFER = 4


class Packet:
    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * BUFFER

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    """A task's state is three flags; subclasses say what it does in `work`."""

    def __init__(self, system, ident, priority, queue, pending, waiting):
        self.system = system
        self.ident = ident
        self.priority = priority
        self.queue = queue
        self.pending = pending
        self.waiting = waiting
        self.held = False
        self.next = system.tasks
        system.tasks = self
        system.table[ident] = self

    def is_held_or_waiting(self):
        return self.held or (self.waiting and not self.pending)

    def run_once(self):
        packet = None
        if self.waiting and self.pending:
            packet = self.queue
            self.queue = packet.link
            self.waiting = False
            self.pending = self.queue is not None
        return self.work(packet)

    def add_packet(self, packet, sender):
        if self.queue is None:
            self.queue = packet
            self.pending = True
            if self.priority > sender.priority:
                return self
        else:
            packet.append_to(self.queue)
        return sender

    def wait(self):
        self.waiting = True
        return self

    def hold(self):
        self.system.holds += 1
        self.held = True
        return self.next

    def release(self, ident):
        task = self.system.table[ident]
        task.held = False
        return task if task.priority > self.priority else self

    def send(self, packet):
        self.system.queued += 1
        packet.link = None
        target = self.system.table[packet.ident]
        packet.ident = self.ident
        return target.add_packet(packet, self)


class IdleTask(Task):
    def __init__(self, system, count):
        Task.__init__(self, system, IDLE, 0, None, False, False)
        self.control = 1
        self.count = count

    def work(self, packet):
        self.count -= 1
        if self.count == 0:
            return self.hold()
        if self.control & 1 == 0:
            self.control //= 2
            return self.release(DEVICE_A)
        self.control = self.control // 2 ^ 0xD008
        return self.release(DEVICE_B)


class WorkTask(Task):
    def __init__(self, system, queue):
        Task.__init__(self, system, WORKER, 1000, queue, True, True)
        self.destination = HANDLER_A
        self.count = 0

    def work(self, packet):
        if packet is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.ident = self.destination
        packet.datum = 0
        for i in range(BUFFER):
            self.count += 1
            if self.count > 26:
                self.count = 1
            packet.data[i] = 64 + self.count
        return self.send(packet)


class HandlerTask(Task):
    def __init__(self, system, ident, priority, queue):
        Task.__init__(self, system, ident, priority, queue, True, True)
        self.work_in = None
        self.device_in = None

    def work(self, packet):
        if packet is not None:
            if packet.kind == KIND_WORK:
                self.work_in = packet.append_to(self.work_in)
            else:
                self.device_in = packet.append_to(self.device_in)
        work = self.work_in
        if work is None:
            return self.wait()
        done = work.datum
        if done >= BUFFER:
            self.work_in = work.link
            return self.send(work)
        device = self.device_in
        if device is None:
            return self.wait()
        self.device_in = device.link
        device.datum = work.data[done]
        work.datum = done + 1
        return self.send(device)


class DeviceTask(Task):
    def __init__(self, system, ident, priority):
        Task.__init__(self, system, ident, priority, None, False, True)
        self.packet = None

    def work(self, packet):
        if packet is None:
            packet = self.packet
            if packet is None:
                return self.wait()
            self.packet = None
            return self.send(packet)
        self.packet = packet
        return self.hold()


class System:
    def __init__(self):
        self.tasks = None
        self.table = [None] * 6
        self.holds = 0
        self.queued = 0

    def schedule(self):
        task = self.tasks
        while task is not None:
            if task.is_held_or_waiting():
                task = task.next
            else:
                task = task.run_once()


def packets(n, ident, kind):
    queue = None
    for _ in range(n):
        queue = Packet(queue, ident, kind)
    return queue


def run():
    system = System()
    IdleTask(system, 10000)
    WorkTask(system, packets(2, 0, KIND_WORK))
    HandlerTask(system, HANDLER_A, 2000, packets(3, DEVICE_A, KIND_DEVICE))
    HandlerTask(system, HANDLER_B, 3000, packets(3, DEVICE_B, KIND_DEVICE))
    DeviceTask(system, DEVICE_A, 4000)
    DeviceTask(system, DEVICE_B, 5000)
    system.schedule()
    return system.queued, system.holds


CHECKSUM = (23246, 9297)
