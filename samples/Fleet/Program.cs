using System.Diagnostics;
using System.Globalization;
using Allora.Samples.Fleet;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.PostgreSql;
using Allora.Sdk.PostgreSql.Fleet;
using Npgsql;

// A fleet on one machine: a database in a folder, a chain in this process, and three members, of which one is killed and comes back.
const int Wallets = 9;
const ulong Topic = 67;
if (args is ["member", var name, var connection, var grpc, var rpc])
    return await Member.RunAsync(name, connection, grpc, rpc, Wallets);
if (Database.Programs is null)
{
    Console.WriteLine("PostgreSQL is not installed here (on Debian: apt-get install postgresql)");
    return 1;
}

await using var server = await Database.StartAsync();
await using var database = NpgsqlDataSource.Create(server.Connection);
await new PostgreSqlStore(database).CreateAsync();
var addresses = Enumerable.Range(0, Wallets).Select(static index =>
{
    using var wallet = Member.Wallet(index);
    return wallet.Address;
}).ToList();
await using var chain = await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = DevNetGenesis.Default with { Topics = [new GenesisTopic { Id = Topic, EpochLength = 20, WorkerSubmissionWindow = 12, FirstWindow = 20, Workers = addresses }] } });
var fleet = new PostgreSqlFleet(database, chain.ChainId);
await fleet.ApplyAsync([.. addresses.Select(static wallet => new FleetWorker { Wallet = wallet, TopicId = Topic, Provider = "constant" })]);
var members = new Dictionary<string, Process>();
foreach (var member in (string[])["a", "b", "c"])
    members[member] = Start(member);

await ShowAsync("three members", status => members.Keys.All(member => Held(status, member) == 3));
members["a"].Kill();
await members["a"].WaitForExitAsync();
await ShowAsync("a was killed: its wallets run elsewhere when their leases have run out", status => Held(status, "b") + Held(status, "c") == Wallets);
members["a"] = Start("a");
await ShowAsync("a is back and has its share", status => members.Keys.All(member => Held(status, member) == 3));
while (chain.Height < 56)
    await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
foreach (var member in members.Values)
{
    using var kill = Process.Start("kill", ["-TERM", member.Id.ToString(CultureInfo.InvariantCulture)]);
    await member.WaitForExitAsync();
}

var answered = 0;
foreach (var nonce in (long[])[20, 40])
{
    var answers = chain.Submissions(Topic, nonce).Count;
    answered += answers;
    Console.WriteLine($"window {nonce}: {answers} of {Wallets} wallets answered");
}

var transactions = chain.Transactions();
Console.WriteLine($"{transactions.Count} transactions for {answered} answers: {transactions.Count - answered} paid twice or in vain");
return transactions.Count == answered ? 0 : 1;

Process Start(string member) => Process.Start(Environment.ProcessPath!, [.. Self(), "member", member, server.Connection, chain.Grpc.ToString(), chain.Rpc.ToString()]);

// Started as "dotnet Allora.Samples.Fleet.dll", or as a program of its own.
static string[] Self() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Member).Assembly.Location] : [];

static int Held(FleetStatus status, string member) => status.Wallets.Count(wallet => wallet.Holder == member);

async Task ShowAsync(string what, Func<FleetStatus, bool> isReached)
{
    var begun = TimeProvider.System.GetTimestamp();
    var status = await fleet.GetStatusAsync();
    while (!isReached(status))
    {
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        status = await fleet.GetStatusAsync();
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} (after {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0.0} s): {string.Join(", ", status.Members.Select(member => $"{member.Name} {Held(status, member.Name)}"))}"));
}
