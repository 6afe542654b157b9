namespace Allora.Cli.Documents;

/// <summary>What a value of a configuration file is.</summary>
internal enum NodeKind
{
    /// <summary>null, or nothing at all.</summary>
    Null,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A number, with its digits as they were written.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Values in order.</summary>
    List,

    /// <summary>Values by name.</summary>
    Map,
}
