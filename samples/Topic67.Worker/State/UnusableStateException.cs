namespace Topic67.Worker.State;

/// <summary>The state folder cannot be used now, for example because its disk is full: the worker ends with one line and an exit code after which supervisors restart it.</summary>
/// <param name="message">The problem and its fix.</param>
internal sealed class UnusableStateException(string message) : Exception(message);
