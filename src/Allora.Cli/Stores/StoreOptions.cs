using System.CommandLine;
using Allora.Cli.Running;

namespace Allora.Cli.Stores;

/// <summary>The store of a command.</summary>
internal sealed class StoreOptions
{
    /// <summary>The environment variable with the store, if no option has it.</summary>
    public const string Variable = "ALLORA_STORE";

    public Option<string?> Store { get; } = new("--store") { Description = $"Where journals are kept: {StoreAddress.Help}. Default: the variable {Variable}.", HelpName = "STORE" };

    /// <summary>The folder beside which the history is, if there is no store.</summary>
    public Option<string?> State { get; } = new("--state") { Description = "The state folder of the workers, if they have no store. Default: the user's own.", HelpName = "FOLDER" };

    /// <summary>The store that the user named; null if none was named.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public StoreAddress? Read(ParseResult parsed) =>
        parsed.GetValue(Store) is { } given ? StoreAddress.Parse(given, Store.Name, isArgument: true)
        : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? StoreAddress.Parse(variable, Variable, isArgument: false)
        : null;

    /// <summary>The store that the user named.</summary>
    /// <exception cref="UsageException">None was named, or it cannot be read.</exception>
    public StoreAddress Require(ParseResult parsed) => Read(parsed) ?? throw new UsageException($"no store was named: give {Store.Name} STORE, or set {Variable}. STORE is {StoreAddress.Help}");

    /// <summary>The PostgreSQL store that the user named.</summary>
    /// <exception cref="UsageException">None was named, or it is of another kind.</exception>
    public StoreAddress RequirePostgreSql(ParseResult parsed) =>
        Require(parsed) is { Kind: StoreKind.PostgreSql } address ? address : throw new UsageException("this command is for PostgreSQL; the files of other stores are made when the first wallet is opened");
}
