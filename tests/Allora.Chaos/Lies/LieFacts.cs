namespace Allora.Chaos.Lies;

/// <summary>What a case came to, read from the chain and from the process.</summary>
internal sealed record LieFacts
{
    /// <summary>The wallet's transactions in blocks, in their order.</summary>
    public required IReadOnlyList<LiePayment> Paid { get; init; }

    /// <summary>The signed bundles that left the process, in simulations, broadcasts and blocks: nonce, and digest of the bundle.</summary>
    public required IReadOnlyList<(long Nonce, string Digest)> Bundles { get; init; }

    /// <summary>How much the wallet's balance fell (uallo).</summary>
    public required long Spent { get; init; }

    /// <summary>What the user allows for one transaction (uallo).</summary>
    public required long MaximumFee { get; init; }

    /// <summary>Whether the window that opened D after the end of the lie was answered.</summary>
    public required bool NextAnswered { get; init; }

    /// <summary>Why the worker ended, or an exception that nobody observed; null if it lives.</summary>
    public string? Ended { get; init; }

    /// <summary>For how many epochs no window was answered, at the end.</summary>
    public int EpochsMissed { get; init; }

    /// <summary>Whether health was green at the end.</summary>
    public bool IsGreen { get; init; }
}

/// <summary>One transaction in a block.</summary>
/// <param name="Nonce">The nonce of its payload; 0 if it has none.</param>
/// <param name="Code">0 if it succeeded.</param>
/// <param name="Fee">What it paid (uallo).</param>
/// <param name="Type">The type of its first message.</param>
internal sealed record LiePayment(long Nonce, uint Code, long Fee, string Type);
