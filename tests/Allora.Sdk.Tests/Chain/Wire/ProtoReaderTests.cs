using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Cosmos.Auth.V1Beta1;
using Google.Protobuf;

namespace Allora.Sdk.Tests.Chain.Wire;

public class ProtoReaderTests
{
    [Fact]
    public void Fields_are_read_in_any_order_and_unknown_ones_are_passed_over()
    {
        var stream = new MemoryStream();
        using (var writer = new CodedOutputStream(stream, leaveOpen: true))
        {
            writer.WriteTag(4, WireFormat.WireType.Varint);
            writer.WriteUInt64(ulong.MaxValue);
            writer.WriteTag(101, WireFormat.WireType.Fixed64);
            writer.WriteFixed64(1);
            writer.WriteTag(102, WireFormat.WireType.Fixed32);
            writer.WriteFixed32(2);
            writer.WriteTag(103, WireFormat.WireType.LengthDelimited);
            writer.WriteString("new");
            writer.WriteTag(104, WireFormat.WireType.Varint);
            writer.WriteUInt64(3);
            writer.WriteTag(1, WireFormat.WireType.LengthDelimited);
            writer.WriteString("allo1");
        }

        var info = ByteString.CopyFrom(stream.ToArray());
        var reply = new QueryAccountInfoResponse { Info = BaseAccount.Parser.ParseFrom(info) };

        Assert.Equal(new() { Address = "allo1", AccountNumber = 0, Sequence = ulong.MaxValue }, AccountReply.Read(reply.ToByteArray()));
    }

    [Theory]
    [InlineData("80")]                       // a tag that does not end
    [InlineData("0A")]                       // a length that is not there
    [InlineData("0A05")]                     // five bytes that are not there
    [InlineData("0AFFFFFFFFFFFFFFFFFF01")]   // a length beyond everything
    [InlineData("09010203")]                 // eight bytes that are three
    [InlineData("0D0102")]                   // four bytes that are two
    [InlineData("0B")]                       // a group, long gone from protobuf
    [InlineData("FFFFFFFF7F01")]             // a field number beyond protobuf's
    [InlineData("0801")]                     // a number where a message belongs
    [InlineData("FFFFFFFFFFFFFFFFFFFF01")]   // a tag of more than 64 bits
    public void Bytes_that_are_no_message_are_refused(string hex) =>
        Assert.Throws<InvalidDataException>(() => AccountReply.Read(Convert.FromHexString(hex)));

    [Fact]
    public void No_bytes_are_an_empty_message() => Assert.Equal(new() { Address = "", AccountNumber = 0, Sequence = 0 }, AccountReply.Read([]));
}
