namespace Allora.Cli.Documents;

/// <summary>The kind of a value of a configuration file.</summary>
internal enum NodeKind
{
    /// <summary>null, or no value.</summary>
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
