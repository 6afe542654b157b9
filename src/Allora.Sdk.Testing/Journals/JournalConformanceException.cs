namespace Allora.Sdk.Testing.Journals;

/// <summary>A store of journals breaks the contract of <see cref="Allora.Sdk.Sending.Journal.ISubmissionJournal"/>.</summary>
public sealed class JournalConformanceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected and found.</param>
    public JournalConformanceException(string message)
        : base(message)
    {
    }
}
