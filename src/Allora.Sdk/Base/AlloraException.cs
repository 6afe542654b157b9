using Grpc.Core;

namespace Allora.Sdk;

/// <summary>
/// The root of this library's exceptions: a request to the chain failed, or a key, a journal or a configuration cannot be used.
/// <see cref="Reason"/> and <see cref="IsTransient"/> say what to do about it.
/// </summary>
public class AlloraException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">Why the request failed.</param>
    /// <param name="isTransient">Whether trying again can succeed.</param>
    /// <param name="message">What happened, for people.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public AlloraException(AlloraErrorReason reason, bool isTransient, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Reason = reason;
        IsTransient = isTransient;
    }

    /// <summary>Why the request failed.</summary>
    public AlloraErrorReason Reason { get; }

    /// <summary>Whether trying again can succeed, with what the reason names (sequence, fee, gas limit, schema) renewed.</summary>
    public bool IsTransient { get; }

    /// <summary>The chain's own error, where one came or could be told from the text.</summary>
    public ChainError? ChainError { get; init; }

    /// <summary>The status of the gRPC call; null if there was no call.</summary>
    internal StatusCode? Status { get; init; }

    /// <summary>The transaction whose fate this leaves open: look it up, or broadcast the same bytes again.</summary>
    public string? TransactionHash { get; internal set; }
}
