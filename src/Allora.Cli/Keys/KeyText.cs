using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Sdk;

namespace Allora.Cli.Keys;

/// <summary>What the commands of keys have in common.</summary>
internal static class KeyText
{
    public static Argument<string> NameOf(string description) => new("NAME") { Description = description };

    public static JsonObject Described(string name, string file, AlloraWallet wallet) =>
        new() { ["name"] = name, ["address"] = wallet.Address, ["public_key"] = wallet.PublicKeyHex, ["file"] = file };

    /// <summary>Whether the person at the terminal types what is expected.</summary>
    public static bool Confirms(string question, string expected)
    {
        if (Console.IsInputRedirected)
            return false;
        Console.Error.Write(question);
        return Console.ReadLine()?.Trim() == expected;
    }
}
