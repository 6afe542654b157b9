using Allora.Sdk.DevNet.Options;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Tests.Fuzz;

/// <summary>gRPC bytes of every served method, of both schemas and of reflection.</summary>
public sealed class QueryFuzzTests(ITestOutputHelper output)
{
    private const int Internal = 13;
    private static readonly string[] Elsewhere = ["/", "/x", "/cosmos.bank.v1beta1.Query/", "/cosmos.bank.v1beta1.Query/Nope", "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"];

    [Fact]
    public async Task Every_method_takes_any_bytes()
    {
        await using var ten = await FuzzNet.StartAsync();
        await using var nine = await FuzzNet.StartAsync(DevNetSchema.V9);
        FuzzNet[] nets = [ten, nine];
        await FuzzBudget.RunAsync("grpc", output.WriteLine, async random =>
        {
            var net = nets[random.Next(4) == 0 ? 1 : 0];
            var methods = net.DevNet.Nodes[0].Node.Router.Methods.ToList();
            var method = methods[random.Next(methods.Count)];
            var messages = new RandomMessages(random, [.. net.DevNet.Accounts.Select(static account => account.Address)], net.DevNet.Height);
            var valid = messages.Of(method.Descriptor.InputType).ToByteArray();
            var bytes = random.Next(10) switch
            {
                < 6 => valid,
                < 8 => Damage.Mutate(random, valid),
                8 => Damage.Garbage(random),
                _ => Damage.Nested(random.Next(1, 4), random.Next(400)),
            };
            var path = random.Next(20) == 0 ? Elsewhere[random.Next(Elsewhere.Length)] : method.FullName;
            long? height = random.Next(8) == 0 ? random.NextInt64(-2, net.DevNet.Height + 3) : null;
            var (status, _) = await net.CallAsync(path, bytes, random.Next(50) == 0 ? (byte)random.Next(4) : (byte)0, height);
            Assert.InRange(status, 0, 16);
        });
        foreach (var net in nets)
            await net.RequireAliveAsync();
    }

    [Fact]
    public async Task A_message_nested_without_end_is_refused()
    {
        await using var net = await FuzzNet.StartAsync();
        var (status, _) = await net.CallAsync("/cosmos.tx.v1beta1.Service/TxDecode", Damage.Nested(1, 20_000));
        Assert.NotEqual(0, status);
        var (simulated, _) = await net.CallAsync("/cosmos.tx.v1beta1.Service/Simulate", [0x12, .. Prefixed([0x12, .. Prefixed([0x0A, .. Prefixed([0x12, .. Prefixed(Damage.Nested(2, 5000))])])])]);
        Assert.NotEqual(0, simulated);
        Assert.NotEqual(Internal, simulated);
        await net.RequireAliveAsync();
    }

    private static byte[] Prefixed(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var coded = new CodedOutputStream(stream, leaveOpen: true))
            coded.WriteBytes(ByteString.CopyFrom(bytes));
        return stream.ToArray();
    }
}
