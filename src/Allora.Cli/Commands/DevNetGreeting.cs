using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Allora.Cli.Consoles;
using Allora.Cli.Running;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Control;

namespace Allora.Cli.Commands;

/// <summary>Shows the addresses and test accounts of a started chain.</summary>
internal static class DevNetGreeting
{
    public static void Write(Screen screen, AlloraDevNet devnet, DevNetControl? control, ConsoleServer? console) => screen.Lines(Json(devnet, control, console), Text(devnet, control, console));

    private static JsonObject Json(AlloraDevNet devnet, DevNetControl? control, ConsoleServer? console) => new()
    {
        ["event"] = "up",
        ["chain"] = devnet.ChainId,
        ["height"] = devnet.Height,
        ["nodes"] = new JsonArray([.. devnet.Nodes.Select(static node => new JsonObject { ["grpc"] = node.Grpc.ToString(), ["rpc"] = node.Rpc.ToString(), ["rest"] = node.Rest.ToString() })]),
        ["control"] = control is null ? null : $"tcp://127.0.0.1:{control.Port}",
        ["dashboard"] = console?.Address,
        // Public keys of a public test chain: not a secret.
        ["accounts"] = new JsonArray([.. devnet.Accounts.Select(account => new JsonObject
        {
            ["index"] = account.Index,
            ["address"] = account.Address,
            ["balance"] = $"{devnet.Balance(account.Address)}",
            ["name"] = account.Name,
            ["mnemonic"] = account.Mnemonic.Length > 0 ? account.Mnemonic : null,
        })]),
    };

    private static string Text(AlloraDevNet devnet, DevNetControl? control, ConsoleServer? console)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"DevNet {devnet.ChainId} is up, height {devnet.Height}");
        foreach (var node in devnet.Nodes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  gRPC (h2c)    {node.Grpc}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  CometBFT RPC  {node.Rpc} (events at /websocket)");
            text.AppendLine(CultureInfo.InvariantCulture, $"  REST          {node.Rest}");
        }

        if (control is not null)
            text.AppendLine(CultureInfo.InvariantCulture, $"  Control       tcp://127.0.0.1:{control.Port} (JSON lines)");
        if (console is not null)
            text.AppendLine(CultureInfo.InvariantCulture, $"  Console       {console.Address}chain");
        text.AppendLine();
        text.AppendLine("Test accounts. !! THEIR KEYS ARE PUBLIC: everybody has them. NEVER use them on a real network. !!");
        foreach (var mnemonic in devnet.Accounts.Where(static account => account.Mnemonic.Length > 0).GroupBy(static account => account.Mnemonic))
            text.AppendLine(CultureInfo.InvariantCulture, $"  mnemonic (m/44'/118'/0'/0/INDEX): {mnemonic.Key}");
        foreach (var account in devnet.Accounts)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {account.Index,3}  {account.Address}  {devnet.Balance(account.Address)}  {account.Name}");
        return text.AppendLine().Append("Press Ctrl-C to stop.").ToString();
    }
}
