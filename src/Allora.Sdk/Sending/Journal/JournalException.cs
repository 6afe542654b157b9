namespace Allora.Sdk.Sending.Journal;

/// <summary>The journal cannot be opened or written, or another session holds it. Nothing is broadcast without it.</summary>
public sealed class JournalException : AlloraException
{
    /// <summary>Creates the exception, with reason <see cref="AlloraErrorReason.JournalUnavailable"/>.</summary>
    /// <param name="message">The cause and the remedy.</param>
    /// <param name="innerException">The cause.</param>
    public JournalException(string message, Exception? innerException = null)
        : base(AlloraErrorReason.JournalUnavailable, isTransient: false, message, innerException)
    {
    }

    private JournalException(AlloraErrorReason reason, bool isTransient, string message, Exception? innerException)
        : base(reason, isTransient, message, innerException)
    {
    }

    /// <summary>Another session holds the journal (<see cref="AlloraErrorReason.JournalHeld"/>).</summary>
    /// <param name="message">The holder as far as it is known, and the remedy.</param>
    /// <param name="innerException">The cause.</param>
    public static JournalException Held(string message, Exception? innerException = null) => new(AlloraErrorReason.JournalHeld, isTransient: false, message, innerException);

    /// <summary>The session no longer holds the journal (<see cref="AlloraErrorReason.JournalLost"/>).</summary>
    /// <param name="message">What shows it.</param>
    /// <param name="innerException">The cause.</param>
    public static JournalException Lost(string message, Exception? innerException = null) => new(AlloraErrorReason.JournalLost, isTransient: true, message, innerException);
}
