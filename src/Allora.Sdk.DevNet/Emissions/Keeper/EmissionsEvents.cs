using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Transactions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Emissions.Keeper;

/// <summary>Emits events in the schema's own version. The wire of both is the same where both have an event.</summary>
internal static class EmissionsEvents
{
    public static void Emit(Execution run, IMessage v10)
    {
        if (run.State.Schema == DevNetSchema.V10)
        {
            run.Emit(TypedEvents.Of(v10));
            return;
        }

        // An event that v9 does not have is not shown there.
        if (V9.EventsReflection.Descriptor.FindTypeByName<MessageDescriptor>(v10.Descriptor.Name) is { } older)
            run.Emit(TypedEvents.Of(older.Parser.ParseFrom(v10.ToByteString())));
    }
}
