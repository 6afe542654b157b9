namespace Allora.Cli.Worker.Entries;

/// <summary>One topic, and the programs that answer it over HTTP.</summary>
internal abstract record ModelEntry
{
    /// <summary>The path of this entry in the file, such as worker[0].</summary>
    public required string Path { get; init; }

    public required ulong Topic { get; init; }

    /// <summary>The key of this entry alone: a name of 'keys list', or a key file. Null: the file's.</summary>
    public string? Key { get; init; }

    /// <summary>Values for the addresses, in addition to {TopicId} and {BlockHeight}.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Sent with each request; ${NAME} is taken from the environment, so that the file has no secrets.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The program's timeout. Default: 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The poll interval in addition to the events. Default: 60 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The addresses of the entry, with the purpose of each.</summary>
    public abstract IEnumerable<(string What, string Address)> Addresses { get; }

    // Parameters and headers may hold keys.
    public sealed override string ToString() => $"{Path} (topic {Topic})";
}
