//! Videos of which a part is kept: of their time, and of their picture.

use crate::tus::{ask, clip, has_tools, upload_saying, usual, video, work};
use crate::world::{Someone, World, on_each};
use sampan_protocol::ids::VideoId;
use sampan_protocol::media::{Made, VideoState, video_path};

/// Uploads a file of which this is said, and has it worked on.
async fn ended(
    world: &World,
    who: &Someone,
    file: &[u8],
    said: &[(&str, &str)],
) -> Result<(VideoId, Made), String> {
    let id = upload_saying(world, who, file, said).await;
    work(world).await;
    let told = video(world, who, id).await;
    match told.state {
        VideoState::Done => Ok((id, told.made.expect("something was made"))),
        _ => Err(told.error.expect("it says why").key),
    }
}

async fn poster(world: &World, who: &Someone, id: VideoId) -> image::RgbImage {
    let told = ask(world, who, "GET", &video_path(id, "poster.jpg"), &[]).await;
    image::load_from_memory(&told.body).expect("a picture").to_rgb8()
}

/// Red for a second, then green, then blue; the left half is black.
fn coloured() -> Vec<u8> {
    let second = |colour: &str| format!("-f lavfi -i color={colour}:s=320x180:r=25:d=1");
    clip(
        &format!(
            "{} {} {} -f lavfi -i sine=f=440:d=3 -filter_complex \
             [0][1][2]concat=n=3,drawbox=w=160:h=180:t=fill:c=black -c:v libx264 \
             -preset ultrafast -g 250 -c:a aac -shortest",
            second("red"),
            second("green"),
            second("blue")
        ),
        "mp4",
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_out_is_not_in_it() {
    if !has_tools() {
        return;
    }
    let file = coloured();
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let trim = [("trim", "1200-1900"), ("cover", "1500")];
        let (id, short) = ended(&world, &mei, &file, &trim).await.expect("it is made");
        assert!((600..=850).contains(&short.duration_ms), "{} ms", short.duration_ms);
        assert!(short.has_audio, "with its sound");
        let picture = poster(&world, &mei, id).await;
        let [red, green, blue] = picture[(240, 90)].0;
        assert!(
            green > 90 && red < 60 && blue < 60,
            "the second in the middle: {red} {green} {blue}"
        );

        let crop = [("trim", "2200-3000"), ("crop", "500,0,500,1000")];
        let (id, half) = ended(&world, &mei, &file, &crop).await.expect("it is made");
        assert_eq!((half.width, half.height), (160, 180), "the right half");
        assert_eq!((half.renditions[0].width, half.renditions[0].height), (160, 180), "in each");
        let picture = poster(&world, &mei, id).await;
        let [red, green, blue] = picture[(4, 90)].0;
        assert!(
            blue > 150 && red < 60 && green < 60,
            "nothing of the left one: {red} {green} {blue}"
        );

        let (_, all) = ended(&world, &mei, &file, &[]).await.expect("it is made");
        assert!(all.duration_ms > 2_800 && all.width == 320, "the same file, as a whole");
        let (_, again) = ended(&world, &mei, &file, &trim).await.expect("it is made");
        assert_eq!(again, short, "the same of the same file is made once");
        let beyond = ended(&world, &mei, &file, &[("trim", "3000-9000")]).await;
        assert_eq!(beyond.map(drop), Err("error.video.trim".to_owned()), "there is nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cover_behind_the_last_picture_is_the_first_one() {
    if !has_tools() {
        return;
    }
    let slow = clip("-f lavfi -i color=red:s=320x180:r=1:d=3 -c:v libx264", "mp4");
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let cover = [("cover", "2900")];
        let (id, _) = ended(&world, &mei, &slow, &cover).await.expect("it is made");
        let [red, green, _] = poster(&world, &mei, id).await[(160, 90)].0;
        assert!(red > 150 && green < 80, "there is a picture: {red} {green}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_turned_is_cropped_as_it_is_seen() {
    if !has_tools() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("lying.mp4");
    std::fs::write(&path, coloured()).expect("it is written");
    let turned = clip(&format!("-i {} -c copy -metadata:s:v rotate=90", path.display()), "mp4");
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let crop = [("crop", "0,0,1000,333")];
        let (_, top) = ended(&world, &mei, &turned, &crop).await.expect("it is made");
        assert_eq!((top.width, top.height), (180, 106), "upright, in even numbers");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_tools_nothing_is_published_that_was_left_out() {
    if !has_tools() {
        return;
    }
    let file = usual();
    on_each(async |mut world| {
        world.config.video.use_tools = false;
        world.reopen();
        let mei = world.someone("mei", "Mei").await;
        for said in [("trim", "0-1000"), ("crop", "0,0,500,500")] {
            let told = ended(&world, &mei, &file, &[said]).await;
            assert_eq!(told.map(drop), Err("error.video.no_cut".to_owned()), "it says so");
        }
        assert!(ended(&world, &mei, &file, &[]).await.is_ok(), "as it is it is taken");
    })
    .await;
}
