using System.Globalization;
using System.Text;

namespace Allora.Sdk;

/// <summary>What an inferer, a forecaster and a reputer know about the window that they answer. A test needs to give <see cref="TopicId"/> and <see cref="Nonce"/> alone.</summary>
public abstract record WindowContext
{
    private readonly IAlloraQueries? _client;

    /// <summary>The topic's id.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The window's nonce: the height (blocks) at whose end the workers' window opened.</summary>
    public required long Nonce { get; init; }

    /// <summary>The chain's time (UTC) of the nonce's block: the time for which predictions are made.</summary>
    public DateTimeOffset BlockTime { get; init; }

    /// <summary>The last height (blocks) whose block can include the answer.</summary>
    public long WindowEnd { get; init; }

    /// <summary>The time (UTC, by the client's clock) by which the answer must be there; the cancellation token follows it.</summary>
    public DateTimeOffset Deadline { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The number of earlier attempts at this window, 0 at first.</summary>
    public int Attempt { get; init; }

    /// <summary>The chain, for queries that the model needs.</summary>
    /// <exception cref="InvalidOperationException">A test made this context without a client.</exception>
    public IAlloraQueries Client
    {
        get => _client ?? throw new InvalidOperationException($"This context was made without a client: set {nameof(Client)}, for example to RecordedQueries of Allora.Sdk.Testing.");
        init => _client = value;
    }

    // The client is left out: it may be missing.
    /// <summary>Adds the members of this base to the text.</summary>
    /// <param name="builder">The text so far.</param>
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append(CultureInfo.InvariantCulture, $"TopicId = {TopicId}, Nonce = {Nonce}, BlockTime = {BlockTime:O}, WindowEnd = {WindowEnd}, Deadline = {Deadline:O}, Attempt = {Attempt}");
        return true;
    }
}
