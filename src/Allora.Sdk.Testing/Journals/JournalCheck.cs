namespace Allora.Sdk.Testing.Journals;

/// <summary>One check of the conformance suite.</summary>
public sealed class JournalCheck
{
    private readonly Func<JournalScene, Task> _run;

    internal JournalCheck(string name, Func<JournalScene, Task> run) => (Name, _run) = (name, run);

    /// <summary>What must hold, as a sentence.</summary>
    public string Name { get; }

    /// <summary>Runs the check against an empty store.</summary>
    /// <param name="store">The store; the check uses a journal of its own.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <exception cref="JournalConformanceException">The store breaks the contract; the message names what was expected and found.</exception>
    public async Task RunAsync(IJournalUnderTest store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        await _run(new JournalScene(store, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
