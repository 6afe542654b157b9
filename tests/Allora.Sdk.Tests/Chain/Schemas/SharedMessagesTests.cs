using Google.Protobuf.Reflection;
using V10 = Allora.Sdk.Protos.Emissions.V10;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.Tests.Chain.Schemas;

/// <summary>The client reads several queries of every version with the types of one. That is right only while these are the same.</summary>
public class SharedMessagesTests
{
    [Theory]
    [InlineData("IsTopicActive")]
    [InlineData("GetWorkerSubmissionWindowStatus")]
    [InlineData("GetOpenWorkerSubmissionWindows")]
    [InlineData("IsWorkerRegisteredInTopicId")]
    [InlineData("CanSubmitWorkerPayload")]
    [InlineData("IsWorkerNonceUnfulfilled")]
    [InlineData("GetReputerSubmissionWindowStatus")]
    [InlineData("GetOpenReputerSubmissionWindows")]
    [InlineData("GetReputerStakeInTopic")]
    [InlineData("GetStakeFromReputerInTopicInSelf")]
    [InlineData("GetParams")]
    public void A_shared_query_is_the_same_in_both_versions(string name)
    {
        var newer = Find(V10.QueryReflection.Descriptor, name);
        var older = Find(V9.QueryReflection.Descriptor, name);

        Assert.Equal(Shape(older.InputType), Shape(newer.InputType));
        Assert.Equal(Shape(older.OutputType), Shape(newer.OutputType));
    }

    private static MethodDescriptor Find(FileDescriptor file, string name) =>
        file.Services.Single(service => service.Name == "QueryService").FindMethodByName(name)
        ?? throw new InvalidOperationException($"There is no query {name}.");

    // A message of a third package is the same one for both.
    private static IEnumerable<string> Shape(MessageDescriptor message) =>
        message.Fields.InFieldNumberOrder().Select(field =>
        {
            var type = field.FieldType == FieldType.Message ? field.MessageType.FullName : field.FieldType.ToString();
            return $"{field.FieldNumber} {field.Name} {type} {field.IsRepeated}";
        });
}
