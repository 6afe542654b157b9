namespace Allora.Sdk.Sending.Journal;

/// <summary>The journal cannot be opened or written, or another process has it open. Nothing is broadcast without it.</summary>
public sealed class JournalException : AlloraException
{
    /// <summary>Creates the exception, with reason <see cref="AlloraErrorReason.JournalUnavailable"/>.</summary>
    /// <param name="message">The cause and the remedy.</param>
    /// <param name="innerException">The cause.</param>
    public JournalException(string message, Exception? innerException = null)
        : base(AlloraErrorReason.JournalUnavailable, isTransient: false, message, innerException)
    {
    }
}
