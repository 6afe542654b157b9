using Allora.Sdk;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Running;

/// <summary>Addresses that a user gives.</summary>
internal static class Addresses
{
    /// <summary>The text, if it is an address.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string Require(string text) =>
        AlloraAddress.IsValid(text) ? text : throw new UsageException($"\"{SafeText.Value(text)}\" is not an address that starts with allo1");
}
